package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/**
 * Some checks of a run have ended. Published in the transaction that records them, a few times a second at most.
 *
 * @param checks that this attempt has recorded so far
 */
public record ValidationProgressed(TenantId tenantId, ValidationId validationId, ClusterId clusterId, int checks)
        implements DomainEvent {

    @Override
    public String type() {
        return "validation.progressed";
    }

    @Override
    public String subject() {
        return validationId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("clusterId", clusterId.value(), "checks", checks);
    }
}
