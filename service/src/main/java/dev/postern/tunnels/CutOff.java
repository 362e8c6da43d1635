package dev.postern.tunnels;

import dev.postern.tunnels.spi.TunnelHost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a gateway which is cut off from the database leaves its ports in time: once their quarantine is over they
 * lead to brokers of others, and nobody could tell it so. Half of the quarantine is for clocks and for whatever takes long.
 */
final class CutOff {

    private static final Logger log = LoggerFactory.getLogger(CutOff.class);

    private final Duration limit;
    private final TunnelHost host;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private Moment good;
    private boolean over;

    /** By the clock, and by the count that nobody sets. */
    record Moment(Instant at, long nanos) {}

    CutOff(Duration quarantine, TunnelHost host, Clock clock, LongSupplier nanoTime) {
        this.limit = quarantine.dividedBy(2);
        this.host = host;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.good = now();
    }

    Moment now() {
        return new Moment(clock.instant(), nanoTime.getAsLong());
    }

    /** Whether what was known then may be wrong by now. */
    boolean isOld(Moment then) {
        return age(then).compareTo(limit) >= 0;
    }

    /** The gateway has done what the database told it then. */
    synchronized void heard(Moment asked) {
        good = asked;
        if (isOld(asked)) {
            return;
        }
        if (over) {
            log.warn("Reaches the database again, and listens");
        }
        over = false;
    }

    /** To be called often, by a thread that does not wait for the database. */
    synchronized void look() {
        if (!over && isOld(good)) {
            over = true;
            log.error(
                    "Has not reached the database for {}, half of postern.tunnels.quarantine: stops listening, since "
                            + "ports may soon be others'. Listens again as soon as the database answers.",
                    limit);
            host.stopListening();
        }
    }

    /**
     * By whichever of clock and count says longer: a clock that is set back makes nothing young, nor does a machine that
     * slept.
     */
    private Duration age(Moment then) {
        Duration counted = Duration.ofNanos(nanoTime.getAsLong() - then.nanos());
        Duration told = Duration.between(then.at(), clock.instant());
        return counted.compareTo(told) > 0 ? counted : told;
    }
}
