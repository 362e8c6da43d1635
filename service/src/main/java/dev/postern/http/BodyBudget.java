package dev.postern.http;

import dev.postern.foundation.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many bytes of bodies are in memory at once, in all and of one tenant: what JSON becomes is many times as large as
 * its text, whoever sends slowly has it kept for long, and one tenant's is everybody's memory.
 */
final class BodyBudget {

    /** A tenant's part of all. */
    private static final int SHARES = 4;

    private final long most;
    private final long mostOfOne;
    private final Map<TenantId, Long> taken = new HashMap<>();
    private long all;

    /** @param most bytes in all, four times as many as one tenant may have */
    BodyBudget(long most) {
        this.most = most;
        this.mostOfOne = most / SHARES;
    }

    /** What one request takes; given back when it is closed. */
    final class Share implements AutoCloseable {

        private final Optional<TenantId> tenant;
        private long mine;

        private Share(Optional<TenantId> tenant) {
            this.tenant = tenant;
        }

        /** False, and nothing is taken, if that is more than there is. */
        boolean take(int bytes) {
            boolean free = tenant.isEmpty() || BodyBudget.this.take(tenant.get(), bytes);
            if (free) {
                mine += bytes;
            }
            return free;
        }

        @Override
        public void close() {
            tenant.ifPresent(owner -> give(owner, mine));
            mine = 0;
        }
    }

    /** Without a tenant nothing is counted: such requests are small. */
    Share share(Optional<TenantId> tenant) {
        return new Share(tenant);
    }

    private synchronized boolean take(TenantId tenant, long bytes) {
        long ofTenant = taken.getOrDefault(tenant, 0L) + bytes;
        if (all + bytes > most || ofTenant > mostOfOne) {
            return false;
        }
        all += bytes;
        taken.put(tenant, ofTenant);
        return true;
    }

    private synchronized void give(TenantId tenant, long bytes) {
        all -= bytes;
        taken.computeIfPresent(tenant, (same, before) -> before == bytes ? null : before - bytes);
    }
}
