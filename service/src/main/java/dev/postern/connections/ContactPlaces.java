package dev.postern.connections;

import dev.postern.foundation.TenantId;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for contacts with bastions. A tenant gets no more than a part of those that are free just now: the more of them
 * have bastions that keep us waiting, the fewer each gets, and there is one left for whoever comes anew.
 */
final class ContactPlaces {

    private static final int PART = 8;

    private final int most;
    private final int mostOfTenant;
    private final Map<TenantId, Integer> taken = new HashMap<>();
    private int all;

    ContactPlaces(int most, int mostOfTenant) {
        this.most = most;
        this.mostOfTenant = mostOfTenant;
    }

    /** Takes a place, if there is one for the tenant; then {@link #giveBack} it. */
    synchronized boolean take(TenantId tenant) {
        int mine = taken.getOrDefault(tenant, 0);
        if (mine >= Math.min(mostOfTenant, Math.ceilDiv(most - all, PART))) {
            return false;
        }
        taken.put(tenant, mine + 1);
        all++;
        return true;
    }

    synchronized void giveBack(TenantId tenant) {
        taken.computeIfPresent(tenant, (id, mine) -> mine == 1 ? null : mine - 1);
        all--;
    }

    synchronized int taken() {
        return all;
    }
}
