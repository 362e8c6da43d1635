package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How many handshakes of TLS go on at once: each computes for milliseconds on the processors that requests wait for, and
 * a run may begin a thousand of them.
 */
@Component
final class Handshakes {

    private static final int ALL = 128;
    private static final int OF_A_TENANT = 48;

    private final Shares<TenantId> turns;

    @Autowired
    Handshakes() {
        this(ALL, OF_A_TENANT);
    }

    Handshakes(int all, int ofTenant) {
        this.turns = new Shares<>(all, ofTenant);
    }

    /** Waits for a turn, which ends with {@link Turn#close}. */
    Turn take(TenantId tenant, Deadline deadline) throws ProbeFailed {
        if (!turns.take(tenant, 1, deadline.remaining())) {
            throw new ProbeFailed(
                    ProbeFailure.TIMEOUT,
                    "The TLS handshake did not begin in time: %d others of the tenant were under way, and did not end."
                            .formatted(turns.each()));
        }
        return () -> turns.give(tenant, 1);
    }

    /** One handshake that goes on. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
