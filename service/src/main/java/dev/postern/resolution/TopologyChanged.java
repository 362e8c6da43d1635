package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;

/**
 * A look at a cluster has brought something else than the look before: other brokers, another failure or none any more, or
 * another cluster's answer. Published where that is recorded.
 */
public record TopologyChanged(TenantId tenantId, ClusterId clusterId) implements DomainEvent {

    @Override
    public String type() {
        return "topology.changed";
    }

    @Override
    public String subject() {
        return clusterId.value();
    }
}
