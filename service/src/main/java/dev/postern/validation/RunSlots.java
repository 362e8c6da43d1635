package dev.postern.validation;

import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The runs that a replica executes at once, shared out among tenants: none has more than its part, of those who wait
 * whoever has the fewest runs goes first, and the last slot is for somebody who has none.
 */
final class RunSlots {

    /** Whoever waits asks every second or so; one who has not asked for so long asks another replica, or no longer. */
    private static final Duration WAITING = Duration.ofSeconds(5);

    private final int slots;
    private final int perTenant;
    private final Clock clock;
    private final Map<TenantId, Integer> running = new HashMap<>();
    private final Map<TenantId, Instant> waiting = new HashMap<>();
    private int taken;

    /** @param perTenant of the slots, at most so many for one tenant */
    RunSlots(int slots, int perTenant, Clock clock) {
        this.slots = slots;
        this.perTenant = perTenant;
        this.clock = clock;
    }

    /** Takes a slot, if there is one and it is the tenant's turn; then {@link #release} it. */
    synchronized boolean tryAcquire(TenantId tenant) {
        Instant now = clock.instant();
        waiting.values().removeIf(asked -> asked.plus(WAITING).isBefore(now));
        int mine = running.getOrDefault(tenant, 0);
        boolean anotherFirst = waiting.keySet().stream()
                .anyMatch(other -> !other.equals(tenant) && running.getOrDefault(other, 0) < mine);
        boolean lastOne = slots - taken == 1 && mine > 0;
        if (taken == slots || mine >= perTenant || lastOne || anotherFirst) {
            waiting.put(tenant, now);
            return false;
        }
        waiting.remove(tenant);
        running.merge(tenant, 1, Integer::sum);
        taken++;
        return true;
    }

    synchronized void release(TenantId tenant) {
        taken--;
        running.computeIfPresent(tenant, (id, runs) -> runs == 1 ? null : runs - 1);
    }
}
