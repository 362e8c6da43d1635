package dev.postern.limits;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For requests of one kind, so many of which may be under way at once. */
final class Places {

    private final int mostPerToken;
    private final int mostPerTenant;
    private final int most;
    private final Map<String, Integer> byToken = new HashMap<>();
    private final Map<String, Integer> byTenant = new HashMap<>();
    private int all;

    Places(int mostPerToken, int mostPerTenant, int most) {
        this.mostPerToken = mostPerToken;
        this.mostPerTenant = mostPerTenant;
        this.most = most;
    }

    /**
     * Takes a place; then {@link #leave}. False if there is none.
     *
     * @param tenant null for who belongs to none
     */
    synchronized boolean enter(String token, @Nullable String tenant) {
        if (all >= most
                || byToken.getOrDefault(token, 0) >= mostPerToken
                || (tenant != null && byTenant.getOrDefault(tenant, 0) >= mostPerTenant)) {
            return false;
        }
        all++;
        byToken.merge(token, 1, Integer::sum);
        if (tenant != null) {
            byTenant.merge(tenant, 1, Integer::sum);
        }
        return true;
    }

    synchronized void leave(String token, @Nullable String tenant) {
        all--;
        oneLess(byToken, token);
        if (tenant != null) {
            oneLess(byTenant, tenant);
        }
    }

    private static void oneLess(Map<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (same, taken) -> taken == 1 ? null : taken - 1);
    }
}
