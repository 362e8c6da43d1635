package dev.postern.database;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many transactions of one tenant at a time, so that others find connections: whatever one tenant's requests take,
 * and however many they are. Whoever comes on top of that waits a little, and is then asked to come again.
 */
final class TenantShares {

    private final int most;
    private final Duration patience;
    private final Map<TenantId, Share> shares = new ConcurrentHashMap<>();

    /** @param patience how long somebody waits for others of the same tenant */
    TenantShares(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /** What is free for one tenant, and how many know of it: those that have taken some, and those that wait. */
    private static final class Share {

        private final Semaphore free;
        private int known;

        Share(int most) {
            this.free = new Semaphore(most, true);
        }
    }

    /** Whoever returns from here calls {@link #giveBack} in the end. Throws {@code RATE_LIMITED} where none is free in time. */
    void take(TenantId tenant) {
        Share share = know(tenant);
        boolean taken = false;
        try {
            taken = share.free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                forget(tenant);
            }
        }
        if (!taken) {
            throw new PosternException(
                    ErrorKind.RATE_LIMITED,
                    "The tenant has as many requests under way as it may. Wait for some of them, then try again.");
        }
    }

    void giveBack(TenantId tenant) {
        Share share = shares.get(tenant);
        if (share != null) {
            share.free.release();
        }
        forget(tenant);
    }

    private Share know(TenantId tenant) {
        return shares.compute(tenant, (id, known) -> {
            Share share = known == null ? new Share(most) : known;
            share.known++;
            return share;
        });
    }

    private void forget(TenantId tenant) {
        shares.computeIfPresent(tenant, (id, share) -> --share.known == 0 ? null : share);
    }
}
