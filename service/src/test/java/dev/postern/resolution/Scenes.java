package dev.postern.resolution;

import dev.postern.clusters.AddressPattern;
import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.NodeIds;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words in which tests of the mapping's rules are written. */
final class Scenes {

    static final ConnectionId CONNECTION = ConnectionId.next();
    static final String REGIONAL = "vpce-1.us-east-1.vpce.amazonaws.com";
    static final String ZONAL = "vpce-1-use1-az1.us-east-1.vpce.amazonaws.com";

    private Scenes() {}

    static Cluster cluster(String bootstrap, @Nullable BootstrapRoute bootstrapRoute, Route... routes) {
        return new Cluster(
                TenantId.next(),
                ClusterId.next(),
                "orders",
                Arrays.stream(bootstrap.split(" ")).map(HostPort::parse).toList(),
                SecurityProtocol.PLAINTEXT,
                bootstrapRoute,
                List.of(routes),
                1);
    }

    static Route address(String pattern, RoutePort port) {
        return new Route(new RouteMatch.ByAddress(new AddressPattern(pattern)), CONNECTION, port, null);
    }

    static Route nodes(String ids, RoutePort port) {
        return new Route(new RouteMatch.ByNodeId(new NodeIds(ids)), CONNECTION, port, null);
    }

    static Route inZone(String zone, Route route) {
        return new Route(route.match(), route.connectionId(), route.port(), zone);
    }

    static RoutePort fixed(int port) {
        return new RoutePort.Fixed(port);
    }

    static RoutePort plus(int offset) {
        return new RoutePort.NodeIdPlus(offset);
    }

    static RoutePort same() {
        return new RoutePort.Same();
    }

    static KnownBroker broker(int nodeId, String address) {
        return new KnownBroker(new AdvertisedBroker(nodeId, HostPort.parse(address), null), null);
    }

    static ConnectionEndpoint endpoint(boolean available) {
        return new ConnectionEndpoint(
                CONNECTION,
                "acme",
                ConnectionKind.AWS_PRIVATELINK,
                available,
                false,
                List.of("use1-az1"),
                List.of(new DnsName(REGIONAL, null), new DnsName(ZONAL, "use1-az1")));
    }

    static Map<ConnectionId, ConnectionEndpoint> endpoints(ConnectionEndpoint... endpoints) {
        return Arrays.stream(endpoints).collect(Collectors.toMap(ConnectionEndpoint::id, Function.identity()));
    }

    /** The mapping of a cluster whose one connection is available. */
    static MappingContent join(Cluster cluster, KnownBroker... brokers) {
        return join(cluster, endpoints(endpoint(true)), List.of(brokers));
    }

    static MappingContent join(
            Cluster cluster, Map<ConnectionId, ConnectionEndpoint> endpoints, List<KnownBroker> brokers) {
        return MappingRules.join(
                new RouteTable(
                        RouteMatches.remembering(cluster.routes()), cluster.bootstrapRoute(), endpoints, Map.of()),
                cluster.bootstrap(),
                brokers.isEmpty() ? null : "kafka-cluster",
                brokers);
    }

    /** {@code host:port -> target} of the entries and the bootstrap addresses, and {@code host:port ! reason}. */
    static List<String> lines(MappingContent content) {
        return java.util.stream.Stream.of(
                        content.entries().stream().map(entry -> "%s -> %s".formatted(entry.address(), entry.target())),
                        content.bootstrap().stream()
                                .map(entry -> "bootstrap %s -> %s".formatted(entry.address(), entry.target())),
                        content.unroutable().stream()
                                .map(broker -> "%s ! %s".formatted(broker.address(), broker.reason())))
                .flatMap(Function.identity())
                .toList();
    }
}
