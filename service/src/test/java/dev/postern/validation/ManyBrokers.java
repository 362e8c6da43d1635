package dev.postern.validation;

import dev.postern.clusters.AddressPattern;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.foundation.TenantId;
import dev.postern.kafka.SimulatedBrokers;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Ways;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Simulated brokers as the mapping of a healthy cluster has them: each behind a listener that leads to it. */
final class ManyBrokers {

    /** Of a load balancer, hence of a connection. */
    private static final int MOST_LISTENERS = 49;

    private final SimulatedBrokers brokers;
    private final List<ConnectionId> connections;

    private ManyBrokers(SimulatedBrokers brokers) {
        this.brokers = brokers;
        this.connections = IntStream.rangeClosed(0, brokers.metadata().brokers().size() / MOST_LISTENERS)
                .mapToObj(number -> ConnectionId.next())
                .toList();
    }

    static ClusterPicture picture(SimulatedBrokers brokers) {
        return new ManyBrokers(brokers).paint(TenantId.next(), ClusterId.next());
    }

    static ClusterPicture picture(SimulatedBrokers brokers, TenantId tenant, ClusterId cluster) {
        return new ManyBrokers(brokers).paint(tenant, cluster);
    }

    /**
     * The defaults, with other limits.
     *
     * @param step for each probe
     */
    static ValidationSettings settings(Duration step, Duration run) {
        ValidationSettings defaults =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("none", ValidationSettings.class);
        return new ValidationSettings(
                defaults.concurrentRuns(),
                defaults.concurrentRunsPerTenant(),
                defaults.probesInFlight(),
                defaults.connectionsPerAddress(),
                step,
                step,
                step,
                step,
                run,
                defaults.interval(),
                defaults.keep(),
                defaults.keepRuns());
    }

    /** The ids of all checks that a run makes of the brokers of {@code picture}. */
    static List<String> checksOf(ClusterPicture picture) {
        return picture.ways().brokers().stream()
                .map(Party::broker)
                .flatMap(party ->
                        party.rungs(picture.security().protocol()).stream().map(party::check))
                .map(CheckId::value)
                .toList();
    }

    private ClusterPicture paint(TenantId tenant, ClusterId cluster) {
        List<AdvertisedBroker> advertised = brokers.metadata().brokers();
        return new ClusterPicture(
                new Cluster(
                        tenant,
                        cluster,
                        "many",
                        List.of(advertised.getFirst().address()),
                        brokers.security().protocol(),
                        null,
                        advertised.stream().map(this::route).toList(),
                        1),
                brokers.security(),
                brokers.metadata().kafkaClusterId(),
                connections.stream().collect(Collectors.toMap(Function.identity(), ManyBrokers::endpoint)),
                ways(advertised),
                live -> ways(live.brokers()),
                (connection, brokers, limit) -> Optional.empty());
    }

    private Ways ways(List<AdvertisedBroker> advertised) {
        return new Ways(
                advertised.stream()
                        .map(broker -> new RoutedBroker(
                                broker,
                                new RoutedWay(
                                        new BrokerWay(broker.address(), brokers.target(broker.nodeId())),
                                        connection(broker))))
                        .toList(),
                List.of(),
                List.of());
    }

    private Route route(AdvertisedBroker broker) {
        return new Route(
                new RouteMatch.ByAddress(new AddressPattern(broker.address().toString())),
                connection(broker),
                new RoutePort.Fixed(brokers.target(broker.nodeId()).port()),
                null);
    }

    private ConnectionId connection(AdvertisedBroker broker) {
        return connections.get(broker.nodeId() / MOST_LISTENERS);
    }

    private static ConnectionEndpoint endpoint(ConnectionId id) {
        return new ConnectionEndpoint(
                id,
                "acme",
                ConnectionKind.AWS_PRIVATELINK,
                true,
                false,
                List.of("use1-az1"),
                List.of(new DnsName("127.0.0.1", null)));
    }
}
