package dev.postern.foundation;

import org.jspecify.annotations.Nullable;

/**
 * A change that the audit log tells of. Published inside the transaction that makes the change; the room {@code audit}
 * writes it down in that same transaction, together with who asked for it.
 *
 * @param tenantId whose resource it is; null for what is the operator's own
 * @param action the kind of resource and what was done to it: {@code connection.updated}
 * @param before what the resource was like, written as a JSON object; null where it was not there. Of a secret it says
 *     that there is one, and nothing else
 * @param after as {@code before}; of a secret also whether it has changed
 * @param worker the part of Postern that makes such a change when nobody asks for it
 */
public record AuditedChange(
        @Nullable TenantId tenantId,
        String action,
        String resourceId,
        @Nullable Object before,
        @Nullable Object after,
        String worker) {

    /** What Postern does by itself and no part of it is named for. */
    public static final String POSTERN = "postern";

    public AuditedChange(
            @Nullable TenantId tenantId,
            String action,
            String resourceId,
            @Nullable Object before,
            @Nullable Object after) {
        this(tenantId, action, resourceId, before, after, POSTERN);
    }
}
