package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;

/** Which mapping, and whose: under another tenant's key there is nothing. */
record MappingKey(TenantId tenant, ClusterId cluster) {

    /** That of a cluster of the tenant that is bound to the thread. */
    static MappingKey of(ClusterId cluster) {
        return new MappingKey(TenantScope.required(), cluster);
    }

    /** What {@link #payload} has written. */
    static MappingKey parse(String payload) {
        int gap = payload.indexOf(' ');
        return new MappingKey(TenantId.of(payload.substring(0, gap)), ClusterId.of(payload.substring(gap + 1)));
    }

    /** What replicas tell each other of it. */
    String payload() {
        return tenant + " " + cluster;
    }
}
