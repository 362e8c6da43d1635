package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.OtherReplica;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestWorld;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two gateways on one database. */
@ExtendWith(SharedBrokers.class)
class TakeOverTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaBrokers brokers;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private SystemDatabase system;

    TakeOverTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void aTunnelWhoseGatewayWasSilentIsHeldByAnotherOneOnTheSamePortsUnderAnotherVersion() {
        BastionTenant acme = BastionTenant.begin(newTenant(), sandbox(), brokers);
        acme.awaitReason("HOST_KEY_APPROVAL");
        acme.approve();
        String cluster = acme.cluster();
        acme.install();
        List<JsonNode> before = acme.awaitBrokers(cluster, 3);
        long version = Long.parseLong(acme.mapping(cluster).text("/version"));
        String host = TestWorld.loopback();

        try (OtherReplica other = otherReplica(
                Map.of("postern.tunnels.hold", "true", "postern.gateway.bind", host, "postern.tunnels.host", host))) {
            List<JsonNode> after = await().atMost(LIMIT)
                    .until(
                            () -> silenced(acme, cluster, host),
                            entries -> entries.stream()
                                    .allMatch(entry ->
                                            entry.path("targetHost").asString().equals(host)));

            assertThat(after)
                    .extracting(entry -> entry.path("targetPort").asInt())
                    .containsExactlyElementsOf(before.stream()
                            .map(entry -> entry.path("targetPort").asInt())
                            .toList());
            assertThat(Long.parseLong(acme.mapping(cluster).text("/version"))).isGreaterThan(version);
            int port = after.getFirst().path("targetPort").asInt();
            await().atMost(LIMIT).until(() -> listens(host, port));
            String former = before.getFirst().path("targetHost").asString();
            await().atMost(LIMIT).until(() -> !listens(former, port));
            assertThat(other.context().isRunning()).isTrue();
        }
    }

    /** The lease of every other gateway is over for a moment; then the mapping. */
    private List<JsonNode> silenced(BastionTenant acme, String cluster, String living) {
        system.inTransaction(() -> system.jdbc()
                .sql("update gateway set lease_until = now() - interval '1 second' where host <> :host")
                .param("host", living)
                .update());
        return acme.awaitBrokers(cluster, 3);
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
