package dev.postern.clusters.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnother;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnotherCluster;
import dev.postern.clusters.spi.IdentityOutcome.Confirmed;
import dev.postern.clusters.spi.IdentityOutcome.NotTrusted;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BrokerProbe} does, shown on a cluster of brokers 1 to 3 that run Kafka 4.4. Whoever implements the
 * port passes this; so a test with the stand-in says something about the real thing.
 */
public abstract class BrokerProbeContract {

    protected static final Duration WAIT = Duration.ofSeconds(20);

    /** The security of a listener of each broker. */
    protected enum Speaking {
        PLAINTEXT,
        SSL,
        SASL_SSL
    }

    protected abstract BrokerProbe probe();

    /** What the cluster says of itself over this listener. */
    protected abstract ClusterMetadata metadata(Speaking speaking);

    protected abstract ClusterSecurity security(Speaking speaking);

    /** As {@link #security} of {@code SASL_SSL}, with a password that is wrong. */
    protected abstract ClusterSecurity wrongPassword();

    /** The way to {@code nodeId}, which leads to {@code behind} in turn, connection by connection. */
    protected abstract ProbeTarget target(int nodeId, Speaking speaking, int... behind);

    /** An address at which nobody listens. */
    protected abstract ProbeTarget closed();

    @Test
    void aNameThatNobodyHasIsNotResolved() {
        assertThat(probe().resolve("no-such-endpoint.invalid", WAIT)).isInstanceOf(NameOutcome.NotResolved.class);
    }

    @Test
    void anAddressLiteralIsItsOwnName() {
        assertThat(probe().resolve("127.0.0.1", WAIT))
                .isInstanceOfSatisfying(
                        NameOutcome.Resolved.class,
                        resolved -> assertThat(resolved.addresses()).hasSize(1));
    }

    @Test
    void aBrokerAcceptsAConnectionAndAClosedPortDoesNot() {
        assertThat(probe().connect(target(1, Speaking.SSL, 1), WAIT)).isEqualTo(new TcpOutcome.Connected());
        assertThat(probe().connect(closed(), WAIT)).isEqualTo(new TcpOutcome.Refused());
    }

    @Test
    void aBrokersOwnCertificateIsTrusted() {
        assertThat(probe().handshake(target(2, Speaking.SSL, 2), security(Speaking.SSL), WAIT))
                .isInstanceOfSatisfying(
                        TlsOutcome.Trusted.class,
                        trusted -> assertThat(trusted.evidence().names(host(2, Speaking.SSL)))
                                .isTrue());
    }

    @Test
    void theCertificateOfAnotherIsNotAndTellsWhose() {
        assertThat(probe().handshake(target(2, Speaking.SSL, 3), security(Speaking.SSL), WAIT))
                .isInstanceOfSatisfying(
                        TlsOutcome.NameMismatch.class,
                        mismatch -> assertThat(mismatch.evidence().names(host(3, Speaking.SSL)))
                                .isTrue());
    }

    @Test
    void aListenerWithoutTlsIsToldByThat() {
        assertThat(probe().handshake(target(2, Speaking.PLAINTEXT, 2), security(Speaking.SSL), WAIT))
                .isInstanceOfSatisfying(
                        TlsOutcome.NotTls.class,
                        none -> assertThat(none.speaksKafka()).isTrue());
    }

    @Test
    void theRightPasswordLogsInAndAWrongOneIsRefused() {
        ProbeTarget target = target(1, Speaking.SASL_SSL, 1);

        assertThat(probe().logIn(target, security(Speaking.SASL_SSL), WAIT)).isEqualTo(new LoginOutcome.LoggedIn());
        assertThat(probe().logIn(target, wrongPassword(), WAIT)).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void noCredentialsAreSentToAnother() {
        assertThat(probe().logIn(target(1, Speaking.SASL_SSL, 2), wrongPassword(), WAIT))
                .isInstanceOf(LoginOutcome.Failed.class);
    }

    @Test
    void aBrokerSaysWhatItSpeaks() {
        assertThat(probe().apiVersions(target(1, Speaking.SASL_SSL, 1), security(Speaking.SASL_SSL), WAIT))
                .isInstanceOfSatisfying(
                        ApiVersionsOutcome.Answered.class,
                        answered -> assertThat(answered.highestApiVersions()).isGreaterThanOrEqualTo(5));
    }

    @Test
    void aBrokerTellsTheClustersMetadata() {
        assertThat(probe().metadata(target(3, Speaking.PLAINTEXT, 3), security(Speaking.PLAINTEXT), WAIT))
                .isEqualTo(new BrokerMetadataOutcome.Answered(metadata(Speaking.PLAINTEXT)));
    }

    @Test
    void theBrokerThatIsMeantIsConfirmed() {
        for (Speaking speaking : Speaking.values()) {
            assertThat(identify(speaking, target(2, speaking, 2), 2)).isEqualTo(new Confirmed(Proof.API_VERSIONS));
        }
    }

    @Test
    void anotherBrokerIsNamed() {
        assertThat(identify(Speaking.PLAINTEXT, target(2, Speaking.PLAINTEXT, 3), 2))
                .isEqualTo(new AnsweredByAnother(3, Proof.API_VERSIONS));
    }

    @Test
    void overTlsAnotherBrokerIsNotSpokenTo() {
        assertThat(identify(Speaking.SASL_SSL, target(2, Speaking.SASL_SSL, 3), 2))
                .isInstanceOfSatisfying(
                        NotTrusted.class,
                        refused -> assertThat(refused.tls()).isInstanceOf(TlsOutcome.NameMismatch.class));
    }

    @Test
    void aBrokerOfAnotherClusterIsToldByTheClustersId() {
        ClusterMetadata other =
                new ClusterMetadata("another", metadata(Speaking.PLAINTEXT).brokers());

        assertThat(probe().identify(target(2, Speaking.PLAINTEXT, 2), security(Speaking.PLAINTEXT), 2, other, WAIT))
                .isEqualTo(new AnsweredByAnotherCluster(
                        metadata(Speaking.PLAINTEXT).kafkaClusterId()));
    }

    @Test
    void twoBrokersBehindOneListenerAnswerInTurn() {
        ProbeTarget target = target(1, Speaking.PLAINTEXT, 1, 2);

        List<IdentityOutcome> outcomes = IntStream.range(0, 8)
                .mapToObj(connection -> identify(Speaking.PLAINTEXT, target, 1))
                .toList();

        assertThat(outcomes)
                .containsOnly(new Confirmed(Proof.API_VERSIONS), new AnsweredByAnother(2, Proof.API_VERSIONS));
    }

    private IdentityOutcome identify(Speaking speaking, ProbeTarget target, int nodeId) {
        return probe().identify(target, security(speaking), nodeId, metadata(speaking), WAIT);
    }

    private String host(int nodeId, Speaking speaking) {
        return metadata(speaking).brokers().stream()
                .filter(broker -> broker.nodeId() == nodeId)
                .findFirst()
                .orElseThrow()
                .address()
                .host();
    }
}
