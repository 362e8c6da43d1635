package dev.postern.http;

import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * How many bytes of bodies are in memory at once, in all and of one tenant: what JSON becomes is many times as large as
 * its text, whoever sends slowly has it kept for long, and one tenant's is everybody's memory.
 */
final class BodyBudget {

    /** Bytes that are counted at once. */
    static final int PIECE = 8 << 10;

    private static final int PART_OF_TENANT = 4;

    private final Shares<TenantId> pieces;

    /** @param most bytes in all, four times as many as one tenant may have */
    BodyBudget(long most) {
        int all = Math.toIntExact(most / PIECE);
        this.pieces = new Shares<>(all, all / PART_OF_TENANT);
    }

    /** What one request takes; given back when it is closed. */
    final class Share implements AutoCloseable {

        private final Optional<TenantId> tenant;
        private int mine;

        private Share(Optional<TenantId> tenant) {
            this.tenant = tenant;
        }

        /** Whether there is room for so many bytes in all; nobody waits for it. */
        boolean holds(long bytes) {
            if (tenant.isEmpty()) {
                return true;
            }
            while ((long) mine * PIECE < bytes) {
                if (!pieces.take(tenant.get(), 1, Duration.ZERO)) {
                    return false;
                }
                mine++;
            }
            return true;
        }

        @Override
        public void close() {
            for (; mine > 0; mine--) {
                pieces.give(tenant.orElseThrow(), 1);
            }
        }
    }

    /** Without a tenant nothing is counted: such requests are small. */
    Share share(Optional<TenantId> tenant) {
        return new Share(tenant);
    }
}
