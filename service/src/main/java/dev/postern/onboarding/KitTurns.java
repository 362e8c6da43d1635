package dev.postern.onboarding;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Kits are put together on half of the processors at most, and one at a time for each tenant: over clusters with hundreds
 * of routes that takes seconds, in which requests would wait for a processor.
 */
@Component
final class KitTurns {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shares<TenantId> turns;
    private final Duration patience;

    @Autowired
    KitTurns() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), PATIENCE);
    }

    KitTurns(int most, Duration patience) {
        this.turns = new Shares<>(most, 1);
        this.patience = patience;
    }

    /** Waits for the tenant's turn; throws {@code RATE_LIMITED} where that takes too long. */
    <T> T inTurn(TenantId tenant, Supplier<T> work) {
        if (!turns.take(tenant, 1, patience)) {
            throw new PosternException(
                    ErrorKind.RATE_LIMITED,
                    "Kits are put together one at a time, and this one has waited for %d seconds. Read the answers to the"
                                    .formatted(patience.toSeconds())
                            + " other requests for kits first, and ask again.");
        }
        try {
            return work.get();
        } finally {
            turns.give(tenant, 1);
        }
    }
}
