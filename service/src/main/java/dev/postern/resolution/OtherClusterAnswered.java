package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/** In the place of a cluster, one with another id has begun to answer. Published where that is recorded. */
public record OtherClusterAnswered(TenantId tenantId, ClusterId clusterId, String expected, String answered)
        implements DomainEvent {

    @Override
    public String type() {
        return "topology.other-cluster";
    }

    @Override
    public String subject() {
        return clusterId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("expectedKafkaClusterId", expected, "answeredKafkaClusterId", answered);
    }
}
