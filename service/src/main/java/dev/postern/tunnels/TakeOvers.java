package dev.postern.tunnels;

import dev.postern.foundation.TenantId;
import dev.postern.tunnels.TunnelLeases.Abandoned;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes tunnels beside the turns of the gateway: with a tunnel all mappings over it are joined anew, and a tenant that has
 * many of them keeps nobody else waiting. One at a time of each tenant.
 */
final class TakeOvers {

    /** Of how many tenants at once: each takes a connection to the database. */
    private static final int TENANTS = 4;

    /** What is left over is found again in a later turn, after others' tunnels. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Consumer<Abandoned> take;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(TENANTS, true);
    private final Set<TenantId> busy = ConcurrentHashMap.newKeySet();

    /** @param take throws nothing */
    TakeOvers(Consumer<Abandoned> take) {
        this.take = take;
    }

    /** Begins to take those of tenants of which none is being taken. */
    void begin(List<Abandoned> tunnels) {
        Map<TenantId, List<Abandoned>> byTenant = tunnels.stream()
                .collect(Collectors.groupingBy(
                        tunnel -> tunnel.key().tenantId(), LinkedHashMap::new, Collectors.toList()));
        byTenant.forEach((tenant, theirs) -> {
            if (busy.add(tenant)) {
                threads.execute(() -> takeInPlace(tenant, theirs));
            }
        });
    }

    private void takeInPlace(TenantId tenant, List<Abandoned> theirs) {
        try {
            places.acquire();
            try {
                take(theirs);
            } finally {
                places.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            busy.remove(tenant);
        }
    }

    private void take(List<Abandoned> theirs) {
        long end = System.nanoTime() + LONGEST.toNanos();
        for (Abandoned tunnel : theirs) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return;
            }
            take.accept(tunnel);
        }
    }

    /** Takes no more, and waits so long for what is under way. */
    void end(Duration limit) {
        threads.shutdownNow();
        try {
            threads.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
