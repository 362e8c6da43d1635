package dev.postern.sandbox.ssh;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast a wire is, for each connection and each way.
 *
 * @param delay of each piece of data that is read or written at once; throughput suffers too, for one waits for the other
 * @param bytesPerSecond at least 1
 */
record Pace(Duration delay, long bytesPerSecond) {

    static final Pace FULL = new Pace(Duration.ZERO, Long.MAX_VALUE);

    /** Slow data comes in pieces for so long, not in large ones after long silences. */
    private static final int PIECES_PER_SECOND = 20;

    Pace {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("bytes per second must be at least 1, but are " + bytesPerSecond);
        }
    }

    /** How many of these bytes are carried at once. */
    int piece(int bytes) {
        return Math.clamp(bytesPerSecond / PIECES_PER_SECOND, Math.min(bytes, 1), bytes);
    }

    Duration timeFor(int bytes) {
        return delay.plusNanos(TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond);
    }
}
