package dev.postern.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the listening connection tells of the database: whether it answers, and when it last did. */
final class Heartbeat {

    private static final Duration LEASE = Duration.ofSeconds(5);

    /** Nobody is there, nothing comes in time, or the server says that it goes down or comes up. */
    private static final Set<String> AWAY = Set.of("08000", "08001", "08003", "08006", "57P02", "57P03");

    private enum State {
        HEARD,
        /** The connection is lost, which says nothing of the database. */
        LOST,
        AWAY
    }

    /** By the clock, and by the count that nobody sets. */
    record Moment(Instant at, long nanos) {}

    private final Clock clock;
    private volatile State state = State.LOST;
    private volatile @Nullable Moment last;

    Heartbeat(Clock clock) {
        this.clock = clock;
    }

    Moment now() {
        return new Moment(clock.instant(), System.nanoTime());
    }

    /** The database has answered what it was asked then. */
    void answered(Moment asked) {
        last = asked;
        state = State.HEARD;
    }

    /** Answers whether the connection was good before. */
    boolean lost(Exception why) {
        boolean good = state == State.HEARD;
        state = why instanceof SQLException sql && AWAY.contains(String.valueOf(sql.getSQLState()))
                ? State.AWAY
                : State.LOST;
        return good;
    }

    /** Whether the database was away when it was last tried. */
    boolean away() {
        return state == State.AWAY;
    }

    /** Whether it has answered within five seconds, and the connection has been good since. */
    boolean current() {
        Moment beat = last;
        return state == State.HEARD && beat != null && System.nanoTime() - beat.nanos() < LEASE.toNanos();
    }

    /**
     * For how long the database has not answered; empty while it does, where nobody can tell, and before it first did. By
     * whichever of clock and count says longer: a clock that is set back makes nothing young, nor does a machine that slept.
     */
    Optional<Duration> awayFor() {
        Moment beat = last;
        if (state != State.AWAY || beat == null) {
            return Optional.empty();
        }
        Duration counted = Duration.ofNanos(System.nanoTime() - beat.nanos());
        Duration told = Duration.between(beat.at(), clock.instant());
        return Optional.of(counted.compareTo(told) > 0 ? counted : told);
    }
}
