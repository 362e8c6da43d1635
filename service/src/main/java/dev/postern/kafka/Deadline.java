package dev.postern.kafka;

import java.time.Duration;

/** A moment of the monotonic clock at which a probe ends, done or not. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean passed() {
        return remaining().isZero();
    }

    /** The earlier one of this deadline and a share of what remains: {@code parts} attempts are still to be made. */
    Deadline share(int parts) {
        return in(remaining().dividedBy(Math.max(1, parts)));
    }
}
