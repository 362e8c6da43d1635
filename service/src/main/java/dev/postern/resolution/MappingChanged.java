package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/** The resolver mapping of a cluster has a new version. Published in the transaction of the change. */
public record MappingChanged(TenantId tenantId, ClusterId clusterId, long version) implements DomainEvent {

    @Override
    public String type() {
        return "mapping.changed";
    }

    @Override
    public String subject() {
        return clusterId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("version", version);
    }
}
