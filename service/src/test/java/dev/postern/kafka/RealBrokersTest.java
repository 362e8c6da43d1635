package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.ClientCertificate;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TcpOutcome;
import dev.postern.clusters.spi.TlsOutcome;
import dev.postern.foundation.Secret;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedBrokers.class)
class RealBrokersTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final KafkaBrokers cluster;
    private final BrokerProbe probe = TestTarget.probe(Clock.systemUTC());

    RealBrokersTest(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    static Stream<Arguments> logins() {
        return Stream.of(Listener.SASL_SSL, Listener.SASL_PLAINTEXT)
                .flatMap(listener ->
                        Stream.of(SaslMechanism.values()).map(mechanism -> Arguments.of(listener, mechanism)));
    }

    @Test
    void aListeningBrokerTakesAConnectionAndAClosedPortRefusesOne() {
        ProbeTarget target = TestTarget.right(cluster, 1, Listener.PLAINTEXT);

        assertThat(probe.connect(target, WAIT)).isEqualTo(new TcpOutcome.Connected());
        assertThat(probe.connect(TestTarget.at(target.broker(), 1), WAIT)).isEqualTo(new TcpOutcome.Refused());
    }

    @Test
    void aBrokersCertificateIsTrustedAndTellsItsNames() {
        TlsOutcome outcome = probe.handshake(TestTarget.right(cluster, 2, Listener.SSL), TestTarget.tls(cluster), WAIT);

        assertThat(outcome).isInstanceOfSatisfying(TlsOutcome.Trusted.class, trusted -> {
            assertThat(trusted.evidence().names()).contains("b-2.kafka.acme.internal");
            assertThat(trusted.evidence().names("B-2.kafka.acme.internal")).isTrue();
            assertThat(trusted.evidence().matches("b-1.kafka.acme.internal")).isFalse();
            assertThat(trusted.evidence().daysLeft()).isBetween(300L, 366L);
            assertThat(trusted.evidence().chain()).hasSize(2);
            assertThat(trusted.evidence().protocol()).isEqualTo("TLSv1.3");
        });
    }

    @Test
    void aCrossedListenerShowsTheOtherBrokersCertificate() {
        TlsOutcome outcome =
                probe.handshake(TestTarget.crossed(cluster, 2, 3, Listener.SSL), TestTarget.tls(cluster), WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.NameMismatch.class,
                        mismatch -> assertThat(mismatch.evidence().names("b-3.kafka.acme.internal"))
                                .isTrue());
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotTrusted() {
        ClusterSecurity jvmAuthorities = new ClusterSecurity(SecurityProtocol.SSL, null, null, null);

        TlsOutcome outcome = probe.handshake(TestTarget.right(cluster, 1, Listener.SSL), jvmAuthorities, WAIT);

        assertThat(outcome).isInstanceOf(TlsOutcome.UntrustedChain.class);
    }

    @Test
    void aListenerWithoutTlsIsFoundToSpeakKafkaPlainly() {
        TlsOutcome outcome =
                probe.handshake(TestTarget.right(cluster, 1, Listener.PLAINTEXT), TestTarget.tls(cluster), WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.NotTls.class,
                        none -> assertThat(none.speaksKafka()).isTrue());
    }

    @Test
    void aPlainQuestionToATlsListenerIsUnderstoodAsThat() {
        ApiVersionsOutcome outcome =
                probe.apiVersions(TestTarget.right(cluster, 1, Listener.SSL), TestTarget.plaintext(), WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ApiVersionsOutcome.Failed.class,
                        failed -> assertThat(failed.error().detail()).contains("speaks TLS"));
    }

    @Test
    void aClientCertificateIsShown() {
        var certificate = cluster.issueClientCertificate("orders-reader");
        ClusterSecurity showing = new ClusterSecurity(
                SecurityProtocol.SSL,
                null,
                cluster.caCertificatePem(),
                new ClientCertificate(certificate.certificateChain(), Secret.of(certificate.privateKey())));

        TlsOutcome outcome = probe.handshake(TestTarget.right(cluster, 1, Listener.SSL), showing, WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.Trusted.class,
                        trusted -> assertThat(trusted.evidence().clientCertificateRequested())
                                .isTrue());
    }

    @Test
    void caCertificatesThatAreNoneFailTheProbeInsteadOfThrowing() {
        ClusterSecurity nonsense = new ClusterSecurity(SecurityProtocol.SSL, null, "nonsense", null);

        TlsOutcome outcome = probe.handshake(TestTarget.right(cluster, 1, Listener.SSL), nonsense, WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.Failed.class,
                        failed -> assertThat(failed.error().detail()).contains("PEM"));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void theRightPasswordLogsInAndTheWrongOneIsRefused(Listener listener, SaslMechanism mechanism) {
        ProbeTarget target = TestTarget.right(cluster, 1, listener);

        assertThat(probe.logIn(target, TestTarget.login(cluster, listener, mechanism, SharedBrokers.PASSWORD), WAIT))
                .isEqualTo(new LoginOutcome.LoggedIn());
        assertThat(probe.logIn(target, TestTarget.login(cluster, listener, mechanism, "wrong"), WAIT))
                .isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void aListenerWithoutLogInIsToldFromARefusedOne() {
        ClusterSecurity login =
                TestTarget.login(cluster, Listener.SASL_PLAINTEXT, SaslMechanism.SCRAM_SHA_512, SharedBrokers.PASSWORD);

        assertThat(probe.logIn(TestTarget.right(cluster, 1, Listener.PLAINTEXT), login, WAIT))
                .isEqualTo(new LoginOutcome.MechanismNotOffered(List.of()));
    }

    @Test
    void aBrokerTellsTheClustersIdAndBrokers() {
        BrokerMetadataOutcome outcome = probe.metadata(
                TestTarget.right(cluster, 3, Listener.SASL_SSL),
                TestTarget.login(cluster, Listener.SASL_SSL, SaslMechanism.PLAIN, SharedBrokers.PASSWORD),
                WAIT);

        assertThat(outcome).isInstanceOfSatisfying(BrokerMetadataOutcome.Answered.class, answered -> {
            ClusterMetadata metadata = answered.metadata();
            assertThat(metadata.kafkaClusterId()).isEqualTo(cluster.clusterId());
            assertThat(metadata.refused()).isEmpty();
            assertThat(metadata.brokers())
                    .extracting(broker -> broker.nodeId() + " " + broker.address() + " " + broker.rack())
                    .containsExactly(
                            "1 b-1.kafka.acme.internal:9094 use1-az1",
                            "2 b-2.kafka.acme.internal:9094 use1-az2",
                            "3 b-3.kafka.acme.internal:9094 use1-az4");
        });
    }

    @Test
    void aBrokerOfTodayChecksWhomItIsTakenFor() {
        ApiVersionsOutcome outcome =
                probe.apiVersions(TestTarget.right(cluster, 1, Listener.PLAINTEXT), TestTarget.plaintext(), WAIT);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ApiVersionsOutcome.Answered.class,
                        answered -> assertThat(answered.highestApiVersions())
                                .isGreaterThanOrEqualTo(IdentityLadder.CHECKING_VERSION));
    }
}
