package dev.postern.resolution;

import static dev.postern.resolution.Scenes.CONNECTION;
import static dev.postern.resolution.Scenes.REGIONAL;
import static dev.postern.resolution.Scenes.ZONAL;
import static dev.postern.resolution.Scenes.address;
import static dev.postern.resolution.Scenes.broker;
import static dev.postern.resolution.Scenes.cluster;
import static dev.postern.resolution.Scenes.endpoint;
import static dev.postern.resolution.Scenes.endpoints;
import static dev.postern.resolution.Scenes.fixed;
import static dev.postern.resolution.Scenes.inZone;
import static dev.postern.resolution.Scenes.join;
import static dev.postern.resolution.Scenes.lines;
import static dev.postern.resolution.Scenes.nodes;
import static dev.postern.resolution.Scenes.plus;
import static dev.postern.resolution.Scenes.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.clusters.RoutePort;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.foundation.HostPort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingRulesTest {

    @Test
    void theFirstRouteThatMatchesWins() {
        Cluster cluster =
                cluster("boot.kafka:9092", null, address("b-1.kafka:9092", fixed(9001)), nodes("1-9", plus(9100)));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9092"), broker(2, "b-2.kafka:9092"))))
                .contains("b-1.kafka:9092 -> " + REGIONAL + ":9001", "b-2.kafka:9092 -> " + REGIONAL + ":9102");
    }

    @Test
    void aBrokerThatNoRouteCoversHasNoWayIn() {
        Cluster cluster = cluster("b-1.kafka:9092", null, nodes("1", fixed(9001)));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9092"), broker(2, "b-2.kafka:9092"))))
                .containsExactly("b-1.kafka:9092 -> " + REGIONAL + ":9001", "b-2.kafka:9092 ! NO_ROUTE");
    }

    @Test
    void brokersWithTheSameTargetAreBothUnroutable() {
        Cluster cluster = cluster("b-3.kafka:9092", null, nodes("3", fixed(9003)), address("*:*", same()));

        assertThat(lines(join(
                        cluster,
                        broker(1, "b-1.kafka:9092"),
                        broker(2, "b-2.kafka:9092"),
                        broker(3, "b-3.kafka:9092"))))
                .containsExactly(
                        "b-3.kafka:9092 -> " + REGIONAL + ":9003",
                        "b-1.kafka:9092 ! PORT_CONFLICT",
                        "b-2.kafka:9092 ! PORT_CONFLICT");
    }

    @Test
    void brokersThatAdvertiseOneAddressAreBothUnroutable() {
        Cluster cluster = cluster("boot.kafka:9092", null, nodes("1-2", plus(9000)));

        assertThat(lines(join(cluster, broker(1, "b.kafka:9092"), broker(2, "B.kafka:9092"))))
                .contains("b.kafka:9092 ! PORT_CONFLICT", "B.kafka:9092 ! PORT_CONFLICT")
                .noneMatch(line -> line.contains("->"));
    }

    @Test
    void oneListenerPortServesABrokerInEachZone() {
        Cluster cluster = cluster(
                "b-1.kafka:9092",
                null,
                inZone("use1-az1", address("b-1.kafka:9092", same())),
                address("b-2.kafka:9092", same()));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9092"), broker(2, "b-2.kafka:9092"))))
                .containsExactly("b-1.kafka:9092 -> " + ZONAL + ":9092", "b-2.kafka:9092 -> " + REGIONAL + ":9092");
    }

    @Test
    void aConnectionWithoutAnEndpointHasNoWayIn() {
        Cluster cluster = cluster("b-1.kafka:9092", null, address("*:*", same()));
        List<KnownBroker> brokers = List.of(broker(1, "b-1.kafka:9092"));

        assertThat(lines(join(cluster, endpoints(endpoint(false)), brokers)))
                .containsExactly("b-1.kafka:9092 ! CONNECTION_NOT_AVAILABLE");
        assertThat(lines(join(cluster, Map.of(), brokers)))
                .containsExactly("b-1.kafka:9092 ! CONNECTION_NOT_AVAILABLE");
    }

    @Test
    void aZoneThatTheEndpointIsNotInHasNoWayIn() {
        Cluster cluster = cluster("b-1.kafka:9092", null, inZone("use1-az6", address("*:*", same())));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9092"))))
                .containsExactly("b-1.kafka:9092 ! CONNECTION_NOT_AVAILABLE");
    }

    @Test
    void beforeTheFirstMetadataNodeIdsAndOffsetsDoNotApply() {
        Cluster cluster = cluster(
                "b-1.kafka:9092 b-2.kafka:9092 b-3.other:9092",
                null,
                nodes("1-99", fixed(9999)),
                address("*.kafka:9092", plus(9000)),
                address("b-1.kafka:9092", fixed(9001)));

        assertThat(lines(join(cluster)))
                .containsExactly(
                        "bootstrap b-1.kafka:9092 -> " + REGIONAL + ":9001",
                        "b-2.kafka:9092 ! NO_ROUTE",
                        "b-3.other:9092 ! NO_ROUTE");
    }

    @Test
    void anUnroutableBootstrapAddressHasNoNodeId() {
        assertThat(join(cluster("b-1.kafka:9092", null)).unroutable())
                .containsExactly(new UnroutableBroker(null, "b-1.kafka", 9092, UnroutableReason.NO_ROUTE));
    }

    @Test
    void aBootstrapNameOfItsOwnTakesTheBootstrapRouteEvenUnderACatchAll() {
        Cluster cluster = cluster("boot.kafka:9092", new BootstrapRoute(CONNECTION, 9091), address("*:*", same()));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9192"))))
                .containsExactly(
                        "b-1.kafka:9192 -> " + REGIONAL + ":9192",
                        "bootstrap boot.kafka:9092 -> " + REGIONAL + ":9091");
    }

    @Test
    void aRouteForExactlyTheBootstrapAddressComesBeforeTheBootstrapRoute() {
        Cluster cluster =
                cluster("b-1.kafka:9092", new BootstrapRoute(CONNECTION, 9091), address("B-1.kafka:9092", fixed(9001)));

        assertThat(lines(join(cluster))).containsExactly("bootstrap b-1.kafka:9092 -> " + REGIONAL + ":9001");
    }

    @Test
    void aBootstrapAddressThatABrokerAdvertisesFollowsTheRoutes() {
        Cluster cluster =
                cluster("B-1.kafka:9092 boot.kafka:9092", new BootstrapRoute(CONNECTION, 9091), nodes("1", plus(9000)));

        assertThat(lines(join(cluster, broker(1, "b-1.kafka:9092"))))
                .containsExactly(
                        "b-1.kafka:9092 -> " + REGIONAL + ":9001",
                        "bootstrap boot.kafka:9092 -> " + REGIONAL + ":9091");
    }

    @Test
    void aNodeIdBeyondTheLastPortHasNoWayIn() {
        Cluster cluster = cluster("boot.kafka:9092", null, nodes("0-2147483647", plus(9000)));

        assertThat(lines(join(cluster, broker(2147483647, "b.kafka:9092")))).contains("b.kafka:9092 ! NO_ROUTE");
    }

    @Test
    void aTunnelThatNobodyAllottedHasNoWayIn() {
        Cluster cluster = cluster("boot.kafka:9092", null, address("*:*", new RoutePort.Tunnel()));

        assertThat(lines(join(cluster))).containsExactly("boot.kafka:9092 ! CONNECTION_NOT_AVAILABLE");
    }

    @Test
    void aMissingBrokerGivesUpItsListenerToANewOne() {
        Cluster cluster = cluster("boot.kafka:9092", null, address("*.kafka:9092", fixed(9001)));
        KnownBroker gone =
                new KnownBroker(new AdvertisedBroker(1, HostPort.parse("old.kafka:9092"), null), Instant.EPOCH);

        assertThat(lines(join(cluster, gone))).contains("old.kafka:9092 -> " + REGIONAL + ":9001");
        assertThat(lines(join(cluster, gone, broker(2, "new.kafka:9092"))))
                .contains("new.kafka:9092 -> " + REGIONAL + ":9001")
                .noneMatch(line -> line.startsWith("old.kafka"));
    }

    @Test
    void anAddressNotSeenYetResolvesByAnAddressRuleUnlessItLeadsToAKnownBroker() {
        Cluster cluster = cluster(
                "b-1.kafka:9092",
                null,
                nodes("1", fixed(9001)),
                address("b-9.kafka:9092", fixed(9009)),
                address("alias.kafka:9092", fixed(9001)));
        RouteTable table = new RouteTable(
                RouteMatches.of(cluster.routes()), cluster.bootstrapRoute(), endpoints(endpoint(true)), Map.of());
        MappingContent content = join(cluster, broker(1, "b-1.kafka:9092"));

        assertThat(MappingRules.resolve(table, content, HostPort.parse("B-9.kafka:9092")))
                .isEqualTo(new Resolution.Found(
                        new MappingEntry(null, null, "B-9.kafka", 9092, REGIONAL, 9009, CONNECTION)));
        assertThat(MappingRules.resolve(table, content, HostPort.parse("alias.kafka:9092")))
                .isEqualTo(new Resolution.Unroutable(UnroutableReason.PORT_CONFLICT));
        assertThat(MappingRules.resolve(table, content, HostPort.parse("b-8.kafka:9092")))
                .isEqualTo(new Resolution.Unroutable(UnroutableReason.NO_ROUTE));
    }
}
