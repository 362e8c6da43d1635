package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants of one of its clusters. Holds no secret: {@link Clusters#security} opens those.
 *
 * @param bootstrap at least one, each once
 * @param bootstrapRoute null where the routes cover the bootstrap addresses
 * @param routes the first that matches wins
 * @param version counts changes of intent
 */
public record Cluster(
        TenantId tenantId,
        ClusterId id,
        String name,
        List<HostPort> bootstrap,
        SecurityProtocol protocol,
        @Nullable BootstrapRoute bootstrapRoute,
        List<Route> routes,
        long version) {

    public Cluster {
        bootstrap = List.copyOf(bootstrap);
        routes = List.copyOf(routes);
    }
}
