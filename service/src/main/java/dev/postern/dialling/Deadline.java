package dev.postern.dialling;

import java.time.Duration;

/** A moment of the monotonic clock at which something ends, done or not. */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return remaining().isZero();
    }

    /** The earlier one of this deadline and a share of what remains: {@code parts} attempts are still to be made. */
    public Deadline share(int parts) {
        return in(remaining().dividedBy(Math.max(1, parts)));
    }
}
