package dev.postern.validation;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.Route;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.BastionTrials;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionEndpoints;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.resolution.MappingContent;
import dev.postern.resolution.MappingEntry;
import dev.postern.resolution.ResolverMappings;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Unrouted;
import dev.postern.validation.ClusterPicture.Ways;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the picture of a cluster of the tenant that is bound to the thread. */
@Component
class ClusterPictures {

    private final Clusters clusters;
    private final ConnectionEndpoints connections;
    private final ResolverMappings mappings;
    private final BastionTrials bastions;

    ClusterPictures(
            Clusters clusters, ConnectionEndpoints connections, ResolverMappings mappings, BastionTrials bastions) {
        this.bastions = bastions;
        this.clusters = clusters;
        this.connections = connections;
        this.mappings = mappings;
    }

    /** Empty if the cluster is gone. */
    @Transactional(readOnly = true)
    public Optional<ClusterPicture> take(ClusterId id) {
        Optional<Cluster> cluster = clusters.find(id);
        Optional<ClusterSecurity> security = clusters.security(id);
        Optional<MappingContent> mapping = mappings.current(id).map(current -> current.content());
        if (cluster.isEmpty() || security.isEmpty() || mapping.isEmpty()) {
            return Optional.empty();
        }
        TenantId tenant = TenantScope.required();
        Map<ConnectionId, ConnectionEndpoint> endpoints = connections.find(connectionsOf(cluster.get()));
        return Optional.of(new ClusterPicture(
                cluster.get(),
                security.get(),
                mapping.get().kafkaClusterId(),
                endpoints,
                ways(mapping.get(), endpoints),
                live -> TenantScope.call(tenant, () -> ways(id, live, endpoints)),
                (connection, brokers, limit) ->
                        TenantScope.call(tenant, () -> bastions.of(connection, brokers, limit))));
    }

    private Ways ways(ClusterId id, ClusterMetadata live, Map<ConnectionId, ConnectionEndpoint> endpoints) {
        return mappings.joinedWith(id, live)
                .map(mapping -> ways(mapping, endpoints))
                .orElseGet(() -> new Ways(List.of(), List.of(), List.of()));
    }

    private static Ways ways(MappingContent mapping, Map<ConnectionId, ConnectionEndpoint> endpoints) {
        return new Ways(
                mapping.entries().stream()
                        .flatMap(entry -> broker(entry, endpoints))
                        .toList(),
                mapping.bootstrap().stream()
                        .map(entry -> way(entry.address(), entry.target(), entry.connectionId(), endpoints))
                        .toList(),
                mapping.unroutable().stream()
                        .map(broker -> new Unrouted(
                                broker.nodeId(),
                                broker.address(),
                                broker.reason().name()))
                        .toList());
    }

    private static Stream<RoutedBroker> broker(MappingEntry entry, Map<ConnectionId, ConnectionEndpoint> endpoints) {
        Integer nodeId = entry.nodeId();
        return nodeId == null
                ? Stream.empty()
                : Stream.of(new RoutedBroker(
                        new AdvertisedBroker(nodeId, entry.address(), entry.rack()),
                        way(entry.address(), entry.target(), entry.connectionId(), endpoints)));
    }

    private static RoutedWay way(
            HostPort address,
            HostPort target,
            ConnectionId connection,
            Map<ConnectionId, ConnectionEndpoint> endpoints) {
        String zone = Stream.ofNullable(endpoints.get(connection))
                .flatMap(endpoint -> endpoint.dnsNames().stream())
                .filter(name -> name.name().equals(target.host()))
                .flatMap(name -> Stream.ofNullable(name.availabilityZone()))
                .findFirst()
                .orElse(null);
        ConnectionEndpoint endpoint = endpoints.get(connection);
        boolean tunnelled = endpoint != null && endpoint.kind() == ConnectionKind.SSH_BASTION;
        return new RoutedWay(new BrokerWay(address, target), connection, zone, tunnelled);
    }

    private static Set<ConnectionId> connectionsOf(Cluster cluster) {
        return Stream.concat(
                        Stream.ofNullable(cluster.bootstrapRoute()).map(BootstrapRoute::connectionId),
                        cluster.routes().stream().map(Route::connectionId))
                .collect(Collectors.toSet());
    }
}
