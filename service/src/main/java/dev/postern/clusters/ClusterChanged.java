package dev.postern.clusters;

import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Locale;
import java.util.Map;

/** A cluster was made, changed or went. Published in the transaction of the change. */
public record ClusterChanged(TenantId tenantId, ClusterId clusterId, Change change, String name)
        implements DomainEvent {

    /** What happened to it. */
    public enum Change {
        CREATED,
        /** The tenant wants something else of it. */
        INTENT_UPDATED,
        /** A validation found something else. */
        HEALTH_UPDATED,
        DELETED
    }

    @Override
    public String type() {
        return switch (change) {
            case CREATED -> "cluster.created";
            case INTENT_UPDATED, HEALTH_UPDATED -> "cluster.updated";
            case DELETED -> "cluster.deleted";
        };
    }

    @Override
    public String subject() {
        return clusterId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("name", name, "change", change.name().toLowerCase(Locale.ROOT));
    }
}
