package dev.postern.audit;

import dev.postern.foundation.TenantId;
import dev.postern.http.RequestOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A row to be appended.
 *
 * @param tenantId whose resource it is, or whose caller was denied; null for the operator's own
 * @param attempts how many denied attempts it stands for; 1 for everything else
 * @param origin null where no request was the cause
 * @param resourceId null only where the denied request names none
 * @param before JSON object, null where there is nothing to show; as is {@code after}
 */
record AuditEntry(
        @Nullable TenantId tenantId,
        String action,
        AuditOutcome outcome,
        int attempts,
        Actor actor,
        @Nullable RequestOrigin origin,
        @Nullable String resourceId,
        @Nullable String before,
        @Nullable String after) {

    static AuditEntry denied(
            @Nullable TenantId tenantId,
            String action,
            Actor actor,
            @Nullable RequestOrigin origin,
            @Nullable String resourceId,
            int attempts) {
        return new AuditEntry(tenantId, action, AuditOutcome.DENIED, attempts, actor, origin, resourceId, null, null);
    }
}
