package dev.postern.clusters;

import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as it is stored.
 *
 * @param validatedAt null before the first validation has ended
 */
record ClusterRecord(
        TenantId tenantId,
        ClusterId id,
        String name,
        List<HostPort> bootstrap,
        StoredSecurity security,
        @Nullable BootstrapRoute bootstrapRoute,
        List<Route> routes,
        ClusterHealth health,
        boolean unproven,
        @Nullable Instant validatedAt,
        long version,
        long revision,
        Instant createdAt,
        Instant updatedAt) {

    ClusterRecord {
        bootstrap = List.copyOf(bootstrap);
        routes = List.copyOf(routes);
    }

    ClusterRecord withRoutes(List<Route> others) {
        return new ClusterRecord(
                tenantId,
                id,
                name,
                bootstrap,
                security,
                bootstrapRoute,
                others,
                health,
                unproven,
                validatedAt,
                version,
                revision,
                createdAt,
                updatedAt);
    }

    Cluster cluster() {
        return new Cluster(tenantId, id, name, bootstrap, security.protocol(), bootstrapRoute, routes, version);
    }

    ClusterOutline outline() {
        return new ClusterOutline(cluster(), security.view(), health, unproven);
    }

    /** As the request that would create it, without the secrets. */
    ClusterCreate asRequest() {
        return new ClusterCreate(
                name,
                new ArrayList<>(addresses()),
                security.asRequest(),
                BootstrapRouteBody.of(bootstrapRoute),
                new ArrayList<>(routeBodies()));
    }

    ClusterView view() {
        return new ClusterView(
                id,
                name,
                addresses(),
                security.view(),
                BootstrapRouteBody.of(bootstrapRoute),
                routeBodies(),
                health,
                unproven,
                validatedAt,
                version,
                revision,
                createdAt,
                updatedAt);
    }

    private List<String> addresses() {
        return bootstrap.stream().map(HostPort::toString).toList();
    }

    private List<RouteBody> routeBodies() {
        return routes.stream().map(RouteBody::of).toList();
    }
}
