package dev.postern.validation;

import dev.postern.clusters.AddressPattern;
import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.FakeBrokers;
import dev.postern.connections.BastionTrial;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Unrouted;
import dev.postern.validation.ClusterPicture.Ways;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Paints the cluster that a run is about: brokers 1 to n, which listen at 9000 + node id of one connection. */
final class Picture {

    static final HostPort BOOTSTRAP_NAME = new HostPort("kafka.internal", 9092);
    static final int BOOTSTRAP_PORT = 9091;

    private final ConnectionId connection = ConnectionId.next();
    private final Map<Integer, HostPort> targets = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private ClusterSecurity security = new ClusterSecurity(SecurityProtocol.PLAINTEXT, null, null, null);
    private boolean available = true;
    private boolean bootstrapRoute;
    private @Nullable Function<List<HostPort>, BastionTrial> bastion;
    private int known;
    private @Nullable String clusterId = FakeBrokers.CLUSTER_ID;

    /** Brokers 1 to {@code count} are routed; all of them are known from earlier. */
    static Picture of(int count) {
        Picture picture = new Picture();
        for (int nodeId = 1; nodeId <= count; nodeId++) {
            picture.targets.put(nodeId, new HostPort("127.0.0.1", 9000 + nodeId));
            picture.route(nodeId, null);
        }
        picture.known = count;
        return picture;
    }

    ConnectionId connection() {
        return connection;
    }

    Picture security(SecurityProtocol protocol) {
        security = new ClusterSecurity(protocol, null, null, null);
        return this;
    }

    Picture login(SecurityProtocol protocol, String password) {
        security = new ClusterSecurity(
                protocol, new Login(SaslMechanism.SCRAM_SHA_512, "u", Secret.of(password)), null, null);
        return this;
    }

    Picture connectionNotAvailable() {
        available = false;
        return this;
    }

    /** All ways lead through a bastion, which answers so when it is tried out with brokers. */
    Picture overBastion(Function<List<HostPort>, BastionTrial> answer) {
        bastion = answer;
        return this;
    }

    /** There is a bootstrap name of its own. */
    Picture bootstrapRoute() {
        bootstrapRoute = true;
        return this;
    }

    /** The cluster was never asked: only bootstrap addresses are known. */
    Picture neverSeen() {
        known = 0;
        clusterId = null;
        return this;
    }

    Picture kafkaClusterId(String id) {
        clusterId = id;
        return this;
    }

    /** The broker leads nowhere. */
    Picture unroute(int nodeId) {
        targets.remove(nodeId);
        return this;
    }

    /** The endpoint's name is one that does not resolve. */
    Picture unresolvable(int nodeId) {
        targets.put(nodeId, new HostPort("gone.invalid", 9000 + nodeId));
        return this;
    }

    Picture route(int nodeId, @Nullable String zone) {
        routes.add(new Route(
                new RouteMatch.ByAddress(
                        new AddressPattern(FakeBrokers.address(nodeId).toString())),
                connection,
                new RoutePort.Fixed(9000 + nodeId),
                zone));
        return this;
    }

    ClusterPicture paint() {
        List<AdvertisedBroker> brokers = Stream.iterate(1, id -> id <= known, id -> id + 1)
                .map(id -> new AdvertisedBroker(id, FakeBrokers.address(id), null))
                .toList();
        return new ClusterPicture(
                new Cluster(
                        TenantId.next(),
                        ClusterId.next(),
                        "orders",
                        List.of(bootstrapRoute ? BOOTSTRAP_NAME : FakeBrokers.address(1)),
                        security.protocol(),
                        bootstrapRoute ? new BootstrapRoute(connection, BOOTSTRAP_PORT) : null,
                        routes,
                        1),
                security,
                clusterId,
                Map.of(
                        connection,
                        new ConnectionEndpoint(
                                connection,
                                "acme",
                                bastion == null ? ConnectionKind.AWS_PRIVATELINK : ConnectionKind.SSH_BASTION,
                                available,
                                false,
                                List.of("use1-az1"),
                                List.of(new DnsName("127.0.0.1", null)))),
                ways(brokers),
                live -> ways(live.brokers()),
                (id, targets, limit) -> Optional.ofNullable(bastion).map(tried -> tried.apply(targets)));
    }

    private Ways ways(List<AdvertisedBroker> brokers) {
        List<RoutedWay> bootstrap = new ArrayList<>();
        if (bootstrapRoute) {
            bootstrap.add(way(BOOTSTRAP_NAME, new HostPort("127.0.0.1", BOOTSTRAP_PORT)));
        }
        List<Unrouted> unrouted = new ArrayList<>();
        if (brokers.isEmpty() && !bootstrapRoute) {
            target(1)
                    .ifPresentOrElse(
                            target -> bootstrap.add(way(FakeBrokers.address(1), target)),
                            () -> unrouted.add(new Unrouted(null, FakeBrokers.address(1), Unrouted.NO_ROUTE)));
        }
        List<RoutedBroker> routed = new ArrayList<>();
        for (AdvertisedBroker broker : brokers) {
            target(broker.nodeId())
                    .ifPresentOrElse(
                            target -> routed.add(new RoutedBroker(broker, way(broker.address(), target))),
                            () -> unrouted.add(new Unrouted(broker.nodeId(), broker.address(), Unrouted.NO_ROUTE)));
        }
        return new Ways(routed, bootstrap, unrouted);
    }

    private Optional<HostPort> target(int nodeId) {
        return Optional.ofNullable(targets.get(nodeId));
    }

    private RoutedWay way(HostPort address, HostPort target) {
        return new RoutedWay(new BrokerWay(address, target), connection, null, bastion != null);
    }
}
