package dev.postern.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, put forward or back. */
public final class ShiftedClock extends Clock {

    private volatile Duration shift = Duration.ZERO;

    /** From now on it is so much later than it really is. */
    public void shift(Duration ahead) {
        shift = ahead;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
