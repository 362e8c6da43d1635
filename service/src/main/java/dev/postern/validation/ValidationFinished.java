package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/** A run has ended. Published in the transaction that records the end. */
public record ValidationFinished(
        TenantId tenantId, ValidationId validationId, ClusterId clusterId, ValidationState state)
        implements DomainEvent {

    @Override
    public String type() {
        return "validation.finished";
    }

    @Override
    public String subject() {
        return validationId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("clusterId", clusterId.value(), "state", state.name());
    }
}
