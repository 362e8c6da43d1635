package dev.postern.audit;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(name = "AuditEntry", description = "Something that somebody did, or was denied.")
record AuditEntryView(
        @Schema(description = "Names the entry; sorts by time")
        AuditEntryId id,

        @Schema(description = "When") Instant occurredAt,

        @Schema(
                description = "Whose resource it is, or whose caller was denied something; null for what is the "
                        + "operator's own")
        @Nullable
        TenantId tenantId,

        @Schema(
                description = "The kind of resource and what was done to it, or `access.` and what was denied",
                example = "connection.updated")
        String action,

        @Schema(description = "Whether it came to be") AuditOutcome outcome,

        @Schema(
                description =
                        "How many denied attempts of the same caller and kind the entry stands for, in a minute; 1 "
                                + "for all else")
        int attempts,

        @Schema(description = "Who") Actor actor,

        @Schema(
                description = "The address that the request came from; null for what Postern did by itself, and to a "
                        + "tenant where it was the operator")
        @Nullable
        String clientAddress,

        @Schema(description = "What the caller's program called itself; null as `clientAddress` is, or if it did not")
        @Nullable
        String userAgent,

        @Schema(
                description = "Method and path of the request; null for what Postern did by itself",
                example =
                        "PATCH /api/v1/tenants/tnt_01jd3v8m0q5x7zk2w4n6p8r0t1/connections/con_01jd3v8m0q5x7zk2w4n6p8r0t1")
        @Nullable
        String request,

        @Schema(description = "The id of the request, as in `X-Request-Id`; null for what Postern did by itself")
        @Nullable
        String requestId,

        @Schema(description = "To which resource; null where a denied request names none") @Nullable
        String resourceId,

        @Schema(
                description =
                        "What the resource was like, as far as it changed, without secrets; null where it was not "
                                + "there, and for what was denied")
        @Nullable
        Map<String, Object> before,

        @Schema(
                description =
                        "What the resource is like since, as far as it changed; of a secret only that it is `set` "
                                + "or has `changed`. Null where the resource went, and for what was denied")
        @Nullable
        Map<String, Object> after) {

    /** For a reader of the tenant: where the operator's people sit is none of their business. */
    AuditEntryView withoutOriginOfOperator() {
        if (actor.role() == null || !actor.role().startsWith("OPERATOR_")) {
            return this;
        }
        return new AuditEntryView(
                id,
                occurredAt,
                tenantId,
                action,
                outcome,
                attempts,
                actor,
                null,
                null,
                request,
                requestId,
                resourceId,
                before,
                after);
    }
}
