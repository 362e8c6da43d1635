package dev.postern.resolution;

import static dev.postern.resolution.Scenes.CONNECTION;
import static dev.postern.resolution.Scenes.address;
import static dev.postern.resolution.Scenes.broker;
import static dev.postern.resolution.Scenes.cluster;
import static dev.postern.resolution.Scenes.fixed;
import static dev.postern.resolution.Scenes.nodes;
import static dev.postern.resolution.Scenes.plus;
import static dev.postern.resolution.Scenes.same;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Cluster;
import dev.postern.connections.ConnectionId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which listeners a tenant is told to make; that they are those of the mapping, MappingRulesPropertyTest has. */
class WantedListenersTest {

    @Test
    void beforeTheFirstMetadataTheRoutesThemselvesTellWhichBrokersThereMayBe() {
        Cluster cluster = cluster(
                "boot.kafka:9092",
                new BootstrapRoute(CONNECTION, 9091),
                address("b-9.kafka:9092", fixed(9100)),
                address("*.zone-1.kafka:*", fixed(9200)),
                nodes("7", fixed(9300)),
                nodes("1-3", plus(9000)));

        assertThat(lines(cluster))
                .containsExactly(
                        "9001 node 1 perhaps",
                        "9002 node 2 perhaps",
                        "9003 node 3 perhaps",
                        "9100 b-9.kafka:9092",
                        "9200 perhaps",
                        "9300 node 7 perhaps");
    }

    @Test
    void aHugeRangeOfNodeIdsIsCutOff() {
        Cluster cluster = cluster("boot.kafka:9092", null, nodes("1-2147483647", plus(9000)));

        assertThat(lines(cluster)).hasSize(50);
    }

    @Test
    void onceTheBrokersAreKnownNoOthersAreWantedButThoseThatARouteNames() {
        Cluster cluster = cluster(
                "b-1.kafka:9092 boot.kafka:9092",
                null,
                address("b-9.kafka:9092", fixed(9100)),
                nodes("1-40", plus(9000)),
                address("*:*", same()));

        assertThat(lines(cluster, broker(1, "b-1.kafka:9092"), broker(2, "b-2.kafka:9092")))
                .containsExactly(
                        "9001 node 1 b-1.kafka:9092",
                        "9002 node 2 b-2.kafka:9092",
                        "9092 boot.kafka:9092",
                        "9100 b-9.kafka:9092");
    }

    @Test
    void routesOverAnotherConnectionWantNothingOfThisOne() {
        Cluster cluster = cluster("b-1.kafka:9092", null, nodes("1-3", plus(9000)));

        assertThat(WantedListeners.of(cluster, ConnectionId.next(), List.of(broker(1, "b-1.kafka:9092")), 50))
                .isEmpty();
    }

    private static List<String> lines(Cluster cluster, KnownBroker... brokers) {
        return WantedListeners.of(cluster, CONNECTION, Arrays.asList(brokers), 50).stream()
                .map(listener -> listener.port()
                        + (listener.nodeId() == null ? "" : " node " + listener.nodeId())
                        + (listener.broker() == null ? "" : " " + listener.broker())
                        + (listener.known() ? "" : " perhaps"))
                .toList();
    }
}
