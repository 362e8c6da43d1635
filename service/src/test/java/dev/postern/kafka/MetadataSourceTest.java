package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.MetadataOutcome;
import dev.postern.clusters.spi.MetadataOutcome.Answered;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.MetadataOutcome.Unanswered;
import dev.postern.foundation.HostPort;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBrokers.class)
class MetadataSourceTest {

    private final KafkaBrokers cluster;
    private final KafkaMetadataSource source =
            new KafkaMetadataSource(TestTarget.probes(TestTarget.dialler(), Clock.systemUTC()));

    MetadataSourceTest(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @Test
    void theFirstWayThatAnswersIsTaken() throws IOException {
        try (ScriptedServer frozen = ScriptedServer.frozen()) {
            BrokerWay works = way(2, cluster.address(2, Listener.PLAINTEXT).getPort());

            MetadataOutcome outcome = source.metadata(
                    TestTarget.TENANT,
                    List.of(way(1, frozen.port()), way(3, 1), works),
                    TestTarget.plaintext(),
                    Duration.ofSeconds(3));

            assertThat(outcome).isInstanceOfSatisfying(Answered.class, answered -> {
                assertThat(answered.via()).isEqualTo(works);
                assertThat(answered.metadata().kafkaClusterId()).isEqualTo(cluster.clusterId());
            });
        }
    }

    @Test
    void whyNoWayAnsweredIsToldForEach() {
        BrokerWay nameless = new BrokerWay(address(1), new HostPort("no-such-endpoint.invalid", 9001));

        MetadataOutcome outcome = source.metadata(
                TestTarget.TENANT, List.of(nameless, way(2, 1)), TestTarget.plaintext(), Duration.ofSeconds(20));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.failures())
                                .extracting(failure -> failure.cause())
                                .containsExactly(ProbeFailure.NAME_NOT_RESOLVED, ProbeFailure.TCP_REFUSED));
    }

    @Test
    void afterARefusedLogInNoOtherWayIsTried() throws IOException {
        ClusterSecurity wrong =
                TestTarget.login(cluster, Listener.SASL_PLAINTEXT, SaslMechanism.SCRAM_SHA_256, "wrong");
        try (Forwarder next = Forwarder.to(cluster.address(2, Listener.SASL_PLAINTEXT))) {
            MetadataOutcome outcome = source.metadata(
                    TestTarget.TENANT,
                    List.of(way(1, cluster.address(1, Listener.SASL_PLAINTEXT).getPort()), way(2, next.port())),
                    wrong,
                    Duration.ofSeconds(20));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Unanswered.class,
                            unanswered -> assertThat(unanswered.failures())
                                    .extracting(failure -> failure.cause())
                                    .containsExactly(ProbeFailure.LOGIN_REFUSED));
            assertThat(next.accepted()).isZero();
        }
    }

    private BrokerWay way(int nodeId, int port) {
        return new BrokerWay(address(nodeId), new HostPort("127.0.0.1", port));
    }

    private HostPort address(int nodeId) {
        return TestTarget.advertised(cluster, nodeId, Listener.PLAINTEXT);
    }
}
