package dev.postern.replicas;

import java.time.Duration;
import java.util.Random;

/**
 * Kills replica after replica of one seat, and starts the next at once. Each lives for about as long as the last start
 * took, so that there is time for work on a slow machine too.
 */
final class Killer {

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    private static final Duration FIRST_START = Duration.ofSeconds(8);

    /** Longer than the silence after which others take up a replica's tasks. */
    private static final Duration FREEZE = Duration.ofSeconds(6);

    /** One of so many is killed at any time from its start on, ready or not. */
    private static final int EARLY = 5;

    /** One of so many is frozen for a while first. */
    private static final int FROZEN = 3;

    private final Replicas replicas;
    private final int seat;
    private final Storm storm;
    private final Random random;
    private Duration start = FIRST_START;

    Killer(Replicas replicas, int seat, Storm storm, Random random) {
        this.replicas = replicas;
        this.seat = seat;
        this.storm = storm;
        this.random = random;
    }

    /** Until the storm is over; the last one is left alone, and ready. */
    void run() {
        Replica replica = replicas.seated(seat);
        while (storm.rages(life())) {
            if (random.nextInt(FROZEN) == 0) {
                replicas.freeze(replica, storm, FREEZE);
                storm.rages(SHORTEST_LIFE);
            }
            replicas.kill(replica);
            replica = replicas.start(seat);
            if (random.nextInt(EARLY) > 0) {
                start = replicas.awaitReady(replica);
            }
        }
        replicas.awaitReady(replica);
    }

    private Duration life() {
        return SHORTEST_LIFE.plusMillis(random.nextLong(3 * start.toMillis() / 2));
    }
}
