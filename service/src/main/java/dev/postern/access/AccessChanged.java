package dev.postern.access;

import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;

/**
 * A tenant, or a token of one, was made, changed or went. Published in the transaction of the change.
 *
 * @param type {@code tenant.created}, {@code tenant.updated}, {@code tenant.deleted}, {@code token.created} or
 *     {@code token.revoked}
 */
record AccessChanged(TenantId tenantId, String type, String subject) implements DomainEvent {

    static AccessChanged ofTenant(TenantId tenant, String type) {
        return new AccessChanged(tenant, type, tenant.value());
    }
}
