package dev.postern.clusters;

import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the connections that a cluster names can carry what its routes ask of them. */
final class ConnectionRules {

    /** Of a network load balancer: 49 brokers and an any-broker listener. */
    static final int MAX_LISTENERS = 50;

    private static final Pattern ZONE_NAME = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+(-[a-z]+-\\d+)?[a-z]");

    private final Map<ConnectionId, ConnectionEndpoint> connections;
    private final Map<ConnectionId, Set<Integer>> listeners = new HashMap<>();
    private final Findings findings = new Findings();

    private ConnectionRules(
            Map<ConnectionId, ConnectionEndpoint> connections, Map<ConnectionId, Set<Integer>> portsOfOthers) {
        this.connections = connections;
        portsOfOthers.forEach((connection, ports) -> listeners.put(connection, new HashSet<>(ports)));
    }

    /**
     * Throws {@code INVALID_REQUEST} that names every field at fault.
     *
     * @param connections those of the tenant that the intent may use
     * @param portsOfOthers the listener ports that other clusters use, by connection
     */
    static void check(
            ClusterIntent intent,
            Map<ConnectionId, ConnectionEndpoint> connections,
            Map<ConnectionId, Set<Integer>> portsOfOthers) {
        ConnectionRules rules = new ConnectionRules(connections, portsOfOthers);
        rules.bootstrapRoute(intent.bootstrapRoute());
        rules.routes(intent.routes());
        rules.findings.throwIfAny();
    }

    private void bootstrapRoute(@Nullable BootstrapRoute route) {
        if (route == null) {
            return;
        }
        ConnectionEndpoint connection = find("/bootstrapRoute/connectionId", route.connectionId());
        if (connection == null) {
            return;
        }
        switch (connection.kind()) {
            case AWS_PRIVATELINK -> listener("/bootstrapRoute/port", connection, route.port());
            case SSH_BASTION ->
                findings.add(
                        "/bootstrapRoute/connectionId",
                        "is an SSH connection, which has no any-broker listener; leave bootstrapRoute out, and send the "
                                + "bootstrap addresses through it with a route whose port is {\"kind\": \"TUNNEL\"}");
        }
    }

    private void routes(List<Route> routes) {
        for (int at = 0; at < routes.size(); at++) {
            Route route = routes.get(at);
            String pointer = "/routes/" + at;
            ConnectionEndpoint connection = find(pointer + "/connectionId", route.connectionId());
            if (connection != null) {
                port(pointer + "/port", route.port(), connection);
                zone(pointer + "/availabilityZone", route.availabilityZone(), connection);
            }
        }
    }

    private @Nullable ConnectionEndpoint find(String pointer, ConnectionId id) {
        ConnectionEndpoint connection = connections.get(id);
        if (connection == null) {
            findings.add(pointer, "no such connection; GET .../connections lists those of this tenant");
        }
        return connection;
    }

    private void port(String pointer, RoutePort port, ConnectionEndpoint connection) {
        boolean tunnelled = connection.kind() == ConnectionKind.SSH_BASTION;
        switch (port) {
            case RoutePort.Tunnel tunnel -> {
                if (!tunnelled) {
                    findings.add(
                            pointer + "/kind",
                            "TUNNEL goes with SSH connections, and %s is a PrivateLink connection; use FIXED, SAME or NODE_ID_PLUS with the ports of its load balancer"
                                    .formatted(connection.name()));
                }
            }
            case RoutePort.Fixed fixed -> {
                onLoadBalancer(pointer, tunnelled, connection);
                if (!tunnelled) {
                    listener(pointer + "/value", connection, fixed.port());
                }
            }
            case RoutePort.Same same -> onLoadBalancer(pointer, tunnelled, connection);
            case RoutePort.NodeIdPlus plus -> onLoadBalancer(pointer, tunnelled, connection);
        }
    }

    private void onLoadBalancer(String pointer, boolean tunnelled, ConnectionEndpoint connection) {
        if (tunnelled) {
            findings.add(
                    pointer + "/kind",
                    "%s is an SSH connection, whose ports Postern allots; use {\"kind\": \"TUNNEL\"}"
                            .formatted(connection.name()));
        }
    }

    private void listener(String pointer, ConnectionEndpoint connection, int port) {
        Set<Integer> ports = listeners.computeIfAbsent(connection.id(), id -> new HashSet<>());
        if (ports.size() == MAX_LISTENERS && !ports.contains(port)) {
            findings.add(
                    pointer,
                    ("is a 51st listener on %s, and a network load balancer has at most 50: 49 brokers and an "
                                    + "any-broker listener, of all clusters together. Make a second connection, to "
                                    + "another load balancer, and route the remaining brokers through it")
                            .formatted(connection.name()));
            return;
        }
        ports.add(port);
    }

    private void zone(String pointer, @Nullable String zone, ConnectionEndpoint connection) {
        if (zone == null) {
            return;
        }
        if (connection.kind() == ConnectionKind.SSH_BASTION) {
            findings.add(pointer, "an SSH connection has no availability zones; leave it out");
        } else if (ZONE_NAME.matcher(zone).matches()) {
            findings.add(
                    pointer,
                    ("%s is a zone name, and names mean another zone in every AWS account; give the zone ID, such as "
                                    + "use1-az1, which `aws ec2 describe-availability-zones` shows beside the name")
                            .formatted(zone));
        } else if (connection.crossRegion()) {
            findings.add(
                    pointer,
                    "%s is a cross-region connection, whose endpoint has regional names only; leave the zone out"
                            .formatted(connection.name()));
        } else if (!connection.availabilityZones().contains(zone)) {
            findings.add(
                    pointer,
                    "is none of the zones of %s, which are %s; choose one, or add the zone to the connection"
                            .formatted(connection.name(), String.join(", ", connection.availabilityZones())));
        }
    }
}
