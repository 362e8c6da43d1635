package dev.postern.resolution;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.Route;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.connections.ConnectionEndpoints;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import dev.postern.tunnels.TunnelPorts;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Joins stored mappings anew, for the tenant that is bound to the thread. Everything happens in the caller's
 * transaction, under the lock of the mapping's row: what is read after the lock is what the last change left.
 */
@Component
class MappingJoin {

    private final MappingRows mappings;
    private final TopologyRows topologies;
    private final Clusters clusters;
    private final ConnectionEndpoints connections;
    private final TunnelPorts tunnels;
    private final MappingMemory memory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MappingJoin(
            MappingRows mappings,
            TopologyRows topologies,
            Clusters clusters,
            ConnectionEndpoints connections,
            TunnelPorts tunnels,
            MappingMemory memory,
            ApplicationEventPublisher events,
            Clock clock) {
        this.mappings = mappings;
        this.topologies = topologies;
        this.clusters = clusters;
        this.connections = connections;
        this.tunnels = tunnels;
        this.memory = memory;
        this.events = events;
        this.clock = clock;
    }

    /** Begins the mapping of a new cluster. */
    void begin(ClusterId id) {
        Cluster cluster = clusters.find(id).orElseThrow();
        ResolverMapping mapping =
                ResolverMapping.first(cluster.tenantId(), id, joined(cluster, Topology.UNKNOWN), clock.instant());
        mappings.insert(mapping);
        topologies.insert(id, clock.instant());
        publish(mapping);
    }

    /** Nobody else joins this mapping anew until the transaction ends. */
    void lock(ClusterId id) {
        mappings.lock(id);
    }

    /**
     * Brings the mapping up to date; a cluster that is gone is left alone. Something that it is joined from has changed:
     * even where its content is the same, the way to an address that was not seen yet may be another.
     */
    void refresh(ClusterId id) {
        mappings.lock(id).ifPresent(mapping -> {
            refreshLocked(mapping);
            memory.change(new MappingKey(mapping.tenantId(), id));
        });
    }

    /** Brings a mapping that the transaction has locked up to date with its brokers. */
    void refreshLocked(ResolverMapping before) {
        ClusterId id = before.clusterId();
        Optional<Cluster> cluster = clusters.find(id);
        if (cluster.isEmpty()) {
            return;
        }
        Topology topology = topologies.find(id).orElse(Topology.UNKNOWN);
        ResolverMapping after = before.with(joined(cluster.get(), topology), clock.instant());
        if (after.version() != before.version()) {
            mappings.update(after);
            publish(after);
        }
    }

    /** Ends the mapping of a deleted cluster: nobody gets in any more. */
    void end(ClusterId id) {
        mappings.lock(id).ifPresent(mapping -> {
            ResolverMapping last = new ResolverMapping(
                    mapping.tenantId(), id, mapping.version() + 1, clock.instant(), MappingContent.EMPTY);
            topologies.delete(id);
            tunnels.settle(id.value(), Map.of());
            mappings.bury(last);
            publish(last);
        });
    }

    /** The cluster's routes over the endpoints as they are now. */
    RouteTable table(Cluster cluster) {
        return table(cluster, RouteMatches.of(cluster.routes()));
    }

    private RouteTable table(Cluster cluster, RouteMatches routes) {
        Set<ConnectionId> used = Stream.concat(
                        Stream.ofNullable(cluster.bootstrapRoute()).map(BootstrapRoute::connectionId),
                        cluster.routes().stream().map(Route::connectionId))
                .collect(Collectors.toSet());
        return new RouteTable(
                routes,
                cluster.bootstrapRoute(),
                connections.find(used),
                tunnels.of(cluster.id().value()));
    }

    /** Which tunnel an address is sent through is a matter of the routes alone, and has to be known before the ways are. */
    private MappingContent joined(Cluster cluster, Topology topology) {
        RouteMatches routes = RouteMatches.remembering(cluster.routes());
        settle(cluster, topology, routes);
        return MappingRules.join(
                table(cluster, routes), cluster.bootstrap(), topology.kafkaClusterId(), topology.brokers());
    }

    /** Has a port of a gateway for every address that is sent through a tunnel, and for no other. */
    private void settle(Cluster cluster, Topology topology, RouteMatches routes) {
        if (!usesTunnels(cluster)) {
            tunnels.settle(cluster.id().value(), Map.of());
            return;
        }
        Map<ConnectionId, Set<HostPort>> wanted = new HashMap<>();
        Set<String> advertised = new HashSet<>();
        for (KnownBroker known : topology.brokers()) {
            HostPort address = known.broker().address();
            advertised.add(address.key());
            tunnelTo(routes, address, known.broker().nodeId())
                    .ifPresent(connection -> add(wanted, connection, address));
        }
        cluster.bootstrap().stream()
                .filter(address -> !advertised.contains(address.key()))
                .forEach(address ->
                        tunnelTo(routes, address, null).ifPresent(connection -> add(wanted, connection, address)));
        tunnels.settle(cluster.id().value(), wanted);
    }

    private static Optional<ConnectionId> tunnelTo(RouteMatches routes, HostPort address, @Nullable Integer nodeId) {
        return routes.first(address, nodeId)
                .filter(route -> route.port() instanceof RoutePort.Tunnel)
                .map(Route::connectionId);
    }

    /**
     * Whether another join may find a way in though nothing has changed that it is told of: a broker that went without a
     * port of a gateway gets one once others have given theirs back.
     */
    static boolean waitsForPort(Cluster cluster, MappingContent content) {
        return usesTunnels(cluster)
                && content.unroutable().stream()
                        .anyMatch(broker -> broker.reason() == UnroutableReason.CONNECTION_NOT_AVAILABLE);
    }

    private static boolean usesTunnels(Cluster cluster) {
        return cluster.routes().stream().anyMatch(route -> route.port() instanceof RoutePort.Tunnel);
    }

    private static void add(Map<ConnectionId, Set<HostPort>> wanted, ConnectionId connection, HostPort address) {
        wanted.computeIfAbsent(connection, id -> new HashSet<>()).add(address);
    }

    /** What the mapping would say if these were the cluster's brokers. */
    MappingContent content(Cluster cluster, ClusterMetadata metadata) {
        return MappingRules.join(
                table(cluster, RouteMatches.remembering(cluster.routes())),
                cluster.bootstrap(),
                metadata.kafkaClusterId(),
                metadata.brokers().stream()
                        .map(broker -> new KnownBroker(broker, null))
                        .toList());
    }

    private void publish(ResolverMapping mapping) {
        memory.change(new MappingKey(mapping.tenantId(), mapping.clusterId()));
        events.publishEvent(new MappingChanged(mapping.tenantId(), mapping.clusterId(), mapping.version()));
    }
}
