package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.setting.Delays;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Delays in milliseconds; what is left out stays as it is. */
record DelaysBody(
        @Nullable Long endpointVisibleMillis,
        @Nullable Long endpointProvisionedMillis,
        @Nullable Long endpointDeletedMillis,
        @Nullable Long endpointForgottenMillis,
        @Nullable Long roleUsableMillis,
        @Nullable Long dnsInSyncMillis) {

    static DelaysBody of(Delays delays) {
        return new DelaysBody(
                delays.endpointVisible().toMillis(),
                delays.endpointProvisioned().toMillis(),
                delays.endpointDeleted().toMillis(),
                delays.endpointForgotten().toMillis(),
                delays.roleUsable().toMillis(),
                delays.dnsInSync().toMillis());
    }

    /**
     * @throws IllegalArgumentException if one is negative
     */
    Delays over(Delays present) {
        return new Delays(
                or(endpointVisibleMillis, present.endpointVisible()),
                or(endpointProvisionedMillis, present.endpointProvisioned()),
                or(endpointDeletedMillis, present.endpointDeleted()),
                or(endpointForgottenMillis, present.endpointForgotten()),
                or(roleUsableMillis, present.roleUsable()),
                or(dnsInSyncMillis, present.dnsInSync()));
    }

    private static Duration or(@Nullable Long millis, Duration present) {
        return millis == null ? present : Duration.ofMillis(millis);
    }
}
