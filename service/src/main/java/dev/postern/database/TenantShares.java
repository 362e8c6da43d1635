package dev.postern.database;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import java.time.Duration;

/**
 * So many transactions of one tenant at a time, so that others find connections: whatever one tenant's requests take,
 * and however many they are. Whoever comes on top of that waits a little, and is then asked to come again.
 */
final class TenantShares {

    private final Shares<TenantId> transactions;
    private final Duration patience;

    /** @param patience how long somebody waits for others of the same tenant */
    TenantShares(int most, Duration patience) {
        this.transactions = new Shares<>(Integer.MAX_VALUE, most);
        this.patience = patience;
    }

    /** Whoever returns from here calls {@link #giveBack} in the end. Throws {@code RATE_LIMITED} where none is free in time. */
    void take(TenantId tenant) {
        if (!transactions.take(tenant, 1, patience)) {
            throw new PosternException(
                    ErrorKind.RATE_LIMITED,
                    "The tenant has as many requests under way as it may. Wait for some of them, then try again.");
        }
    }

    void giveBack(TenantId tenant) {
        transactions.give(tenant, 1);
    }
}
