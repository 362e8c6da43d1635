package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnother;
import dev.postern.clusters.spi.IdentityOutcome.Confirmed;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.dialling.Deadline;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBrokers.class)
class IdentityTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final KafkaBrokers cluster;
    private final BrokerProbe probe = TestTarget.probe(Clock.systemUTC());

    IdentityTest(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTERNAL")
    void theRightBrokerIsConfirmedOverEveryListener(Listener listener) {
        assertThat(identify(TestTarget.right(cluster, 2, listener), listener, 2))
                .isEqualTo(new Confirmed(Proof.API_VERSIONS));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAINTEXT", "SASL_PLAINTEXT"})
    void aCrossedListenerIsFoundAndTheOneBehindItNamed(Listener listener) {
        assertThat(identify(TestTarget.crossed(cluster, 2, 3, listener), listener, 2))
                .isEqualTo(new AnsweredByAnother(3, Proof.API_VERSIONS));
    }

    @Test
    void theConfigurationOfABrokerNamesIt() throws Exception {
        try (BrokerConnection broker = open(TestTarget.right(cluster, 2, Listener.PLAINTEXT))) {
            assertThat(BrokerConfigs.ask(broker, 2)).isEqualTo(new BrokerConfigs.Named(2));
            assertThat(BrokerConfigs.ask(broker, 3)).isEqualTo(new BrokerConfigs.Named(2));
            assertThat(BrokerConfigs.ask(broker, 777)).isEqualTo(new BrokerConfigs.Named(2));
        }
    }

    @Test
    void onlyTheLeaderOfAPartitionTellsItsEnd() throws Exception {
        cluster.createTopic("identity", 3, 3);
        LedPartitions led = new LedPartitions();

        try (BrokerConnection broker = open(TestTarget.right(cluster, 2, Listener.PLAINTEXT))) {
            assertThat(PartitionLeadership.ask(broker, 2, led)).isEqualTo(new PartitionLeadership.Leads());
            assertThat(PartitionLeadership.ask(broker, 3, led)).isEqualTo(new PartitionLeadership.DoesNotLead());
            assertThat(PartitionLeadership.ask(broker, 777, led)).isInstanceOf(PartitionLeadership.Unknown.class);
        }
    }

    private IdentityOutcome identify(ProbeTarget target, Listener listener, int nodeId) {
        return probe.identify(target, security(listener), nodeId, metadata(listener), WAIT);
    }

    private ClusterMetadata metadata(Listener listener) {
        return new ClusterMetadata(
                cluster.clusterId(),
                cluster.nodeIds().stream()
                        .map(nodeId ->
                                new AdvertisedBroker(nodeId, TestTarget.advertised(cluster, nodeId, listener), null))
                        .toList());
    }

    private ClusterSecurity security(Listener listener) {
        return switch (listener) {
            case PLAINTEXT, INTERNAL -> TestTarget.plaintext();
            case SSL -> TestTarget.tls(cluster);
            case SASL_SSL, SASL_PLAINTEXT ->
                TestTarget.login(cluster, listener, SaslMechanism.SCRAM_SHA_512, SharedBrokers.PASSWORD);
        };
    }

    private static BrokerConnection open(ProbeTarget target) throws Exception {
        return BrokerConnection.open(TestTarget.means(), target, TestTarget.plaintext(), Deadline.in(WAIT));
    }
}
