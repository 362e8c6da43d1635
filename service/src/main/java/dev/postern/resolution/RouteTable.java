package dev.postern.resolution;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import dev.postern.tunnels.TunnelEndpoint;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster's routes over the endpoints of its connections, address by address. Pure. */
final class RouteTable {

    private static final int MAX_PORT = 65535;

    /** With a pattern, or ranges of node ids, as it was written and taken apart; about, in bytes. */
    private static final int ROUTE = 1_200;

    private static final int ENDPOINT = 1_000;
    private static final int TUNNEL_PORT = 150;

    private final RouteMatches routes;
    private final @Nullable BootstrapRoute bootstrapRoute;
    private final Map<ConnectionId, ConnectionEndpoint> endpoints;
    private final Map<ConnectionId, TunnelEndpoint> tunnels;

    /**
     * @param endpoints a connection that is missing here is not available
     * @param tunnels where those over SSH bastions come out
     */
    RouteTable(
            RouteMatches routes,
            @Nullable BootstrapRoute bootstrapRoute,
            Map<ConnectionId, ConnectionEndpoint> endpoints,
            Map<ConnectionId, TunnelEndpoint> tunnels) {
        this.routes = routes;
        this.bootstrapRoute = bootstrapRoute;
        this.endpoints = Map.copyOf(endpoints);
        this.tunnels = Map.copyOf(tunnels);
    }

    /** The way to a broker whose node id is known. */
    Way toBroker(HostPort address, int nodeId) {
        return routes.first(address, nodeId)
                .map(route -> along(route, address, nodeId))
                .orElse(noRoute());
    }

    /** The way to an address of which nobody knows the broker: node ids and offsets do not apply. */
    Way toAddress(HostPort address) {
        return routes.first(address, null)
                .map(route -> along(route, address, null))
                .orElse(noRoute());
    }

    /**
     * The way to a bootstrap address that no broker is known to advertise. A route for exactly this address comes
     * first, then the route made for bootstrap names, then patterns.
     */
    Way toBootstrap(HostPort address) {
        Optional<Route> route = routes.first(address, null);
        BootstrapRoute anyBroker = bootstrapRoute;
        if (anyBroker == null || route.filter(RouteTable::exact).isPresent()) {
            return toAddress(address);
        }
        return target(anyBroker.connectionId(), null, anyBroker.port());
    }

    private static boolean exact(Route route) {
        return switch (route.match()) {
            case RouteMatch.ByAddress byAddress -> byAddress.pattern().exact();
            case RouteMatch.ByNodeId byNodeId -> false;
        };
    }

    private Way along(Route route, HostPort address, @Nullable Integer nodeId) {
        return switch (route.port()) {
            case RoutePort.Fixed fixed -> target(route.connectionId(), route.availabilityZone(), fixed.port());
            case RoutePort.Same same -> target(route.connectionId(), route.availabilityZone(), address.port());
            case RoutePort.NodeIdPlus plus ->
                target(
                        route.connectionId(),
                        route.availabilityZone(),
                        (long) plus.offset() + Objects.requireNonNull(nodeId));
            case RoutePort.Tunnel tunnel -> through(route.connectionId(), address);
        };
    }

    private Way target(ConnectionId connection, @Nullable String zone, long port) {
        if (port < 1 || port > MAX_PORT) {
            return noRoute();
        }
        ConnectionEndpoint endpoint = endpoints.get(connection);
        if (endpoint == null || !endpoint.available()) {
            return new Way.Blocked(UnroutableReason.CONNECTION_NOT_AVAILABLE);
        }
        return endpoint.dnsNames().stream()
                .filter(name -> Objects.equals(name.availabilityZone(), zone))
                .map(DnsName::name)
                .findFirst()
                .<Way>map(name -> new Way.Routed(new HostPort(name, (int) port), connection))
                .orElse(new Way.Blocked(UnroutableReason.CONNECTION_NOT_AVAILABLE));
    }

    private Way through(ConnectionId connection, HostPort broker) {
        ConnectionEndpoint endpoint = endpoints.get(connection);
        TunnelEndpoint tunnel = tunnels.get(connection);
        return endpoint == null || !endpoint.available() || tunnel == null
                ? new Way.Blocked(UnroutableReason.CONNECTION_NOT_AVAILABLE)
                : tunnel.to(broker)
                        .<Way>map(target -> new Way.Routed(target, connection))
                        .orElse(new Way.Blocked(UnroutableReason.CONNECTION_NOT_AVAILABLE));
    }

    /** How many bytes it takes in memory, about. */
    int weight() {
        int tunnelPorts = tunnels.values().stream()
                .mapToInt(tunnel -> tunnel.ports().size())
                .sum();
        return routes.size() * ROUTE + endpoints.size() * ENDPOINT + tunnelPorts * TUNNEL_PORT;
    }

    private static Way noRoute() {
        return new Way.Blocked(UnroutableReason.NO_ROUTE);
    }
}
