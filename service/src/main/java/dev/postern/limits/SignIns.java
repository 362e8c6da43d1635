package dev.postern.limits;

import dev.postern.access.Caller;
import dev.postern.access.spi.SignInLimit;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A sign-in leaves a row behind as other changes do, and is paid for like them. */
final class SignIns implements SignInLimit {

    private final boolean enabled;
    private final Buckets changes;
    private final Refusals refusals;

    SignIns(RequestLimits limits, Buckets changes, Refusals refusals) {
        this.enabled = limits.enabled();
        this.changes = changes;
        this.refusals = refusals;
    }

    @Override
    public Duration take(Caller caller) {
        if (!enabled) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = changes.take(CallerLimits.payer(caller));
        if (probe.isConsumed()) {
            return Duration.ZERO;
        }
        refusals.count(changes.allowance().name());
        return Duration.ofSeconds(Refusals.seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }
}
