package dev.postern.replicas;

import static org.awaitility.Awaitility.await;

import dev.postern.testing.Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seats for replicas, each of which is taken by one after the other. None of them outlives the JVM of the test. */
final class Replicas implements AutoCloseable {

    /** A start takes a few seconds on a machine that has nothing else to do. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Map<String, String> properties;
    private final Logs logs;
    private final AtomicReferenceArray<Replica> seats;
    private final List<Replica> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger freezes = new AtomicInteger();
    private final Thread hook = new Thread(this::killAll);

    Replicas(int seats, Map<String, String> properties, Logs logs) {
        this.seats = new AtomicReferenceArray<>(seats);
        this.properties = Map.copyOf(properties);
        this.logs = logs;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts one in each seat, at the same time, and waits until all can serve. */
    void startAll() {
        IntStream.range(0, seats.length()).mapToObj(this::start).toList().forEach(this::awaitReady);
    }

    /** The latest in that seat. */
    Replica seated(int seat) {
        return seats.get(seat);
    }

    /** Starts a replica in that seat, whose last one is dead. */
    Replica start(int seat) {
        Replica replica = Replica.start(properties, logs.next(seat));
        all.add(replica);
        seats.set(seat, replica);
        return replica;
    }

    /** Waits until it can serve, and answers how long that took. */
    Duration awaitReady(Replica replica) {
        long began = System.nanoTime();
        await("readiness of " + replica.log()).atMost(LONGEST_START).until(() -> {
            if (!replica.process().isAlive()) {
                throw new IllegalStateException("The replica has ended by itself: " + replica.log());
            }
            return replica.ready();
        });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void kill(Replica replica) {
        replica.kill();
        kills.incrementAndGet();
    }

    /** Those that listen. */
    List<Api> reachable() {
        return IntStream.range(0, seats.length())
                .mapToObj(seats::get)
                .flatMap(Stream::ofNullable)
                .map(Replica::api)
                .flatMap(Optional::stream)
                .collect(Collectors.toList());
    }

    /** Stops it for so long, or until the storm is over. */
    void freeze(Replica replica, Storm storm, Duration time) {
        replica.freeze();
        freezes.incrementAndGet();
        storm.rages(time);
        replica.thaw();
    }

    int freezes() {
        return freezes.get();
    }

    int starts() {
        return all.size();
    }

    int kills() {
        return kills.get();
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void killAll() {
        all.forEach(Replica::kill);
    }
}
