package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.HostPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request wants of a cluster, every value checked; its secrets too. */
record ClusterIntent(
        String name,
        List<HostPort> bootstrap,
        ClusterSecurity security,
        @Nullable BootstrapRoute bootstrapRoute,
        List<Route> routes) {

    ClusterIntent {
        bootstrap = List.copyOf(bootstrap);
        routes = List.copyOf(routes);
    }
}
