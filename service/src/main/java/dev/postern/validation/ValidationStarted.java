package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/** A run was asked for. Published in the transaction that writes it down; it begins once that is committed. */
public record ValidationStarted(TenantId tenantId, ValidationId validationId, ClusterId clusterId)
        implements DomainEvent {

    ValidationKey key() {
        return new ValidationKey(tenantId, validationId);
    }

    @Override
    public String type() {
        return "validation.started";
    }

    @Override
    public String subject() {
        return validationId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("clusterId", clusterId.value());
    }
}
