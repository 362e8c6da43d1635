package dev.postern.tunnels;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that this gateway is alive, however long its turns take; but not for ever, if none of them ends. */
final class LeaseRenewal {

    private static final Logger log = LoggerFactory.getLogger(LeaseRenewal.class);

    /** For so many leases a turn may take. A gateway that hangs is to be taken for dead: others do what it does not. */
    private static final int LONGEST_TURN = 20;

    private final Duration lease;
    private final Runnable renewal;
    private final LongSupplier nanoTime;
    private volatile long turned;

    /** @param renewal lasts for {@code lease} */
    LeaseRenewal(Duration lease, Runnable renewal, LongSupplier nanoTime) {
        this.lease = lease;
        this.renewal = renewal;
        this.nanoTime = nanoTime;
        this.turned = nanoTime.getAsLong();
    }

    /** So that one that fails leaves time for another. */
    Duration interval() {
        return lease.dividedBy(3);
    }

    /** A turn has ended, well or not. */
    void turned() {
        turned = nanoTime.getAsLong();
    }

    /** Called again and again, by a thread that turns do not keep waiting. */
    void renew() {
        Duration turning = Duration.ofNanos(nanoTime.getAsLong() - turned);
        if (turning.compareTo(lease.multipliedBy(LONGEST_TURN)) > 0) {
            log.error("No turn has ended for {}: others are to take the tunnels", turning);
            return;
        }
        try {
            renewal.run();
        } catch (RuntimeException away) {
            log.warn("Could not renew the lease; others may take the tunnels once it is over", away);
        }
    }
}
