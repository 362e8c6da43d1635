package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.TenantId;
import java.time.Instant;

/**
 * The table that a cluster's clients follow, as it was served from one moment on.
 *
 * @param version grows by exactly one when the content changes, and never otherwise
 * @param generatedAt when the content last changed
 */
public record ResolverMapping(
        TenantId tenantId, ClusterId clusterId, long version, Instant generatedAt, MappingContent content) {

    static ResolverMapping first(TenantId tenant, ClusterId cluster, MappingContent content, Instant now) {
        return new ResolverMapping(tenant, cluster, 1, now, content);
    }

    /** The mapping with this content: itself if the content is the same, else its next version. */
    ResolverMapping with(MappingContent other, Instant now) {
        return other.equals(content) ? this : new ResolverMapping(tenantId, clusterId, version + 1, now, other);
    }
}
