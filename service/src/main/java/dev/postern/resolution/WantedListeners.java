package dev.postern.resolution;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.NodeIds;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which listeners a load balancer needs so that a cluster's routes lead somewhere. Pure, and by the rules that the mapping
 * is joined by. Before the cluster has told its brokers it goes by what the routes say themselves. The any-broker listener
 * is not among them.
 */
final class WantedListeners {

    private static final int MAX_PORT = 65535;

    private final Cluster cluster;
    private final ConnectionId connection;
    private final RouteMatches routes;
    private final List<WantedListener> wanted = new ArrayList<>();
    private final Set<String> addresses = new HashSet<>();
    private final Set<Integer> ports = new HashSet<>();
    private final int mostPorts;

    private WantedListeners(Cluster cluster, ConnectionId connection, int mostPorts) {
        this.mostPorts = mostPorts;
        this.cluster = cluster;
        this.connection = connection;
        this.routes = RouteMatches.remembering(cluster.routes());
    }

    /**
     * By port; two of them may have the same one.
     *
     * @param brokers those that are known; none before the first metadata
     * @param limit beyond which no listener is added for a broker that there only may be
     */
    static List<WantedListener> of(Cluster cluster, ConnectionId connection, List<KnownBroker> brokers, int limit) {
        WantedListeners listeners = new WantedListeners(cluster, connection, limit);
        brokers.forEach(
                known -> listeners.add(known.broker().address(), known.broker().nodeId()));
        cluster.bootstrap().stream().filter(listeners::followsRoutes).forEach(address -> listeners.add(address, null));
        cluster.routes().forEach(listeners::addNamed);
        if (brokers.isEmpty()) {
            cluster.routes().forEach(listeners::addPossible);
        }
        return listeners.wanted.stream()
                .sorted(Comparator.comparingInt(WantedListener::port))
                .toList();
    }

    /** An any-broker listener serves bootstrap addresses before patterns do, and after routes for exactly them. */
    private boolean followsRoutes(HostPort address) {
        return cluster.bootstrapRoute() == null
                || routes.first(address, null)
                        .filter(route -> route.match() instanceof RouteMatch.ByAddress byAddress
                                && byAddress.pattern().exact())
                        .isPresent();
    }

    /** A broker that a route gives the very address of may be down, or yet to come. */
    private void addNamed(Route route) {
        if (route.match() instanceof RouteMatch.ByAddress byAddress
                && byAddress.pattern().exact()) {
            add(HostPort.parse(byAddress.pattern().text()), null);
        }
    }

    private void add(HostPort address, @Nullable Integer nodeId) {
        if (addresses.add(address.key())) {
            routes.first(address, nodeId)
                    .filter(route -> route.connectionId().equals(connection))
                    .flatMap(route -> port(route, address, nodeId))
                    .ifPresent(port -> {
                        ports.add(port);
                        wanted.add(new WantedListener(port, nodeId, address, true));
                    });
        }
    }

    private static Optional<Integer> port(Route route, HostPort address, @Nullable Integer nodeId) {
        return switch (route.port()) {
            case RoutePort.Fixed fixed -> Optional.of(fixed.port());
            case RoutePort.Same same -> Optional.of(address.port());
            case RoutePort.NodeIdPlus plus -> nodeId == null ? Optional.empty() : port(plus, nodeId);
            case RoutePort.Tunnel tunnel -> Optional.empty();
        };
    }

    private static Optional<Integer> port(RoutePort.NodeIdPlus plus, int nodeId) {
        long port = (long) plus.offset() + nodeId;
        return port < 1 || port > MAX_PORT ? Optional.empty() : Optional.of((int) port);
    }

    private void addPossible(Route route) {
        if (!route.connectionId().equals(connection)) {
            return;
        }
        switch (route.match()) {
            case RouteMatch.ByNodeId byNodeId -> addPossible(route.port(), byNodeId.nodeIds());
            case RouteMatch.ByAddress byAddress -> {
                if (route.port() instanceof RoutePort.Fixed fixed
                        && !byAddress.pattern().exact()) {
                    addPossible(fixed.port(), null);
                }
            }
        }
    }

    private void addPossible(RoutePort by, NodeIds nodeIds) {
        switch (by) {
            case RoutePort.NodeIdPlus plus ->
                nodeIds.first(mostPorts)
                        .forEach(nodeId -> port(plus, nodeId).ifPresent(port -> addPossible(port, nodeId)));
            case RoutePort.Fixed fixed -> {
                List<Integer> two = nodeIds.first(2);
                addPossible(fixed.port(), two.size() == 1 ? two.getFirst() : null);
            }
            case RoutePort.Same same -> {}
            case RoutePort.Tunnel tunnel -> {}
        }
    }

    private void addPossible(int port, @Nullable Integer nodeId) {
        if (ports.size() < mostPorts && ports.add(port)) {
            wanted.add(new WantedListener(port, nodeId, null, false));
        }
    }
}
