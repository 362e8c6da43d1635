package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.kafka.SharedBrokers;
import dev.postern.kafka.StreamedTopic;
import dev.postern.replicas.Replica;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two gateways, one of them a process of its own that is killed while real clients stream through it. */
@ExtendWith(SharedBrokers.class)
class KilledGatewayTest extends PosternTest {

    /** A JVM starts in some seconds, on a machine that has nothing else to do. */
    private static final Duration START = Duration.ofMinutes(3);

    /** What is promised; a machine that is busy with other tests gets more. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    private static final int SOME = 200;
    private static final Path LOG = Path.of("target", "killed-gateway.log");

    private final KafkaBrokers brokers;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private SystemDatabase system;

    KilledGatewayTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void whatAGatewayHeldThatWasKilledAnotherOneServesWithinSecondsOnTheSamePorts() throws InterruptedException {
        BastionTenant acme = BastionTenant.begin(newTenant(), sandbox(), brokers);
        String cluster = acme.makeReady();
        acme.awaitValid(cluster);
        String host = TestWorld.loopback();
        Replica gateway = Replica.start(
                settingsOfAnother(Map.of(
                        "postern.tunnels.hold",
                        true,
                        "postern.http.api",
                        false,
                        "postern.gateway.bind",
                        host,
                        "postern.tunnels.host",
                        host,
                        "spring.datasource.hikari.maximum-pool-size",
                        5)),
                LOG);
        // It does not outlive this JVM, however that ends.
        Thread hook = new Thread(gateway::kill);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            await().atMost(START).until(() -> {
                assertThat(gateway.process().isAlive())
                        .as(Files.readString(LOG))
                        .isTrue();
                return gateway.ready();
            });
            killWhileClientsStream(acme, cluster, host, gateway);
        } finally {
            gateway.kill();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void killWhileClientsStream(BastionTenant acme, String cluster, String host, Replica gateway)
            throws InterruptedException {
        try (StreamedTopic topic = new StreamedTopic(brokers, (name, port) -> acme.way(cluster, name, port))) {
            assertThat(gateway.api().orElseThrow().get("/api/v1/me").status())
                    .as("it is a gateway only")
                    .isEqualTo(503);
            List<JsonNode> held = await().atMost(TenantOfBastion.LIMIT)
                    .until(() -> silenced(acme, cluster, host), entries -> allAt(host, entries));
            String version = acme.mapping(cluster).text("/version");
            topic.awaitMore(SOME);

            gateway.kill();

            long killed = System.nanoTime();
            List<JsonNode> now = await().atMost(TAKE_OVER.multipliedBy(4))
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> acme.awaitBrokers(cluster, 3),
                            entries -> entries.stream().noneMatch(entry -> at(host, entry)));
            topic.awaitMore(1);
            System.out.printf(
                    "Served by the other gateway %.1f s after the kill, of at most %d s.%n",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis() / 1000.0, TAKE_OVER.toSeconds());
            assertThat(ports(now)).isEqualTo(ports(held));
            assertThat(Long.parseLong(acme.mapping(cluster).text("/version"))).isGreaterThan(Long.parseLong(version));
            topic.awaitMore(SOME);
            topic.assertNothingIsLost();
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

    private static boolean allAt(String host, List<JsonNode> entries) {
        return entries.stream().allMatch(entry -> at(host, entry));
    }

    private static boolean at(String host, JsonNode entry) {
        return entry.path("targetHost").asString().equals(host);
    }

    private static List<Integer> ports(List<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("targetPort").asInt()).toList();
    }
}
