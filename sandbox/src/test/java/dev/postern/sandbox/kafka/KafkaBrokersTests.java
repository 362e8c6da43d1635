package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedCluster.class)
class KafkaBrokersTests {
    private final KafkaBrokers cluster;

    KafkaBrokersTests(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
    void everyListenerAdvertisesTheBrokersNamesWithItsOwnPort(Listener listener) throws IOException {
        try (var broker = OneBroker.connect(cluster, 2, listener, LogIn.plain(SharedCluster.PASSWORD))) {
            var metadata = broker.metadata();

            assertThat(metadata.clusterId()).isEqualTo(cluster.clusterId());
            assertThat(metadata.brokers())
                    .extracting(node -> node.id() + " " + node.host() + ":" + node.port() + " " + node.rack())
                    .containsExactlyInAnyOrder(
                            "1 b-1.kafka.acme.internal:" + listener.advertisedPort() + " use1-az1",
                            "2 b-2.kafka.acme.internal:" + listener.advertisedPort() + " use1-az2",
                            "3 b-3.kafka.acme.internal:" + listener.advertisedPort() + " use1-az4");
        }
    }

    @Test
    void anAdvertisedNameDoesNotResolve() {
        for (var nodeId : cluster.nodeIds()) {
            var name = cluster.advertised(nodeId, Listener.SASL_SSL).getHostString();

            assertThatThrownBy(() -> InetAddress.getByName(name)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void everyBrokerListensOnLoopbackWithAPortForEachListener() {
        assertThat(cluster.nodeIds())
                .flatMap(nodeId -> Listener.external().stream()
                        .map(listener -> cluster.address(nodeId, listener))
                        .toList())
                .allMatch(address -> address.getAddress().isLoopbackAddress())
                .doesNotHaveDuplicates();
    }

    @Test
    void aClientThatTakesABrokerForAnotherIsRefusedByTls() {
        assertThatThrownBy(() -> OneBroker.connect(cluster, 2, Listener.SSL, Map.of(), "b-1.kafka.acme.internal"))
                .isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void whatIsProducedIsConsumed() throws Exception {
        cluster.createTopic("round-trip", 6, 3);

        var sent = RoundTrip.produce(cluster, "round-trip", 300);

        assertThat(RoundTrip.consume(cluster, "round-trip", 300)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aStoppedBrokerRefusesAndServesAgainOnTheSameAddressOnceStarted() throws Exception {
        cluster.createTopic("survives-a-stop", 3, 3);
        var address = cluster.address(3, Listener.PLAINTEXT);
        var sent = RoundTrip.produce(cluster, "survives-a-stop", 30);

        cluster.stop(3);
        try {
            assertThat(cluster.isRunning(3)).isFalse();
            assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
            assertThat(RoundTrip.consume(cluster, "survives-a-stop", 30)).containsExactlyInAnyOrderElementsOf(sent);
        } finally {
            cluster.start(3);
        }

        assertThat(cluster.address(3, Listener.PLAINTEXT)).isEqualTo(address);
        try (var broker = OneBroker.connect(cluster, 3, Listener.PLAINTEXT, Map.of())) {
            // It serves at once, and is told with its next heartbeats that it is one of the cluster again.
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(broker.metadata().brokers())
                            .extracting(node -> node.id())
                            .contains(3));
        }
    }

    @Test
    void anUnknownNodeIdIsRefusedByName() {
        assertThatThrownBy(() -> cluster.address(9, Listener.SSL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("node id must be one of [1, 2, 3], not 9");
    }

    private static void connect(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address, 5_000);
        }
    }
}
