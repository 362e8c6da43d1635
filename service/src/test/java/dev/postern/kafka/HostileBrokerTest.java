package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.clusters.spi.TlsOutcome;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server does, a probe ends in time with an outcome. */
class HostileBrokerTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final HostPort BROKER = new HostPort("b-1.internal", 9092);
    private static final ClusterSecurity TLS = new ClusterSecurity(SecurityProtocol.SSL, null, null, null);

    private final BrokerProbe probe = TestTarget.probe(Clock.systemUTC());

    @Test
    void aServerThatAcceptsAndSaysNothingIsLeftAtTheDeadline() throws IOException {
        try (ScriptedServer frozen = ScriptedServer.frozen()) {
            ProbeTarget target = TestTarget.at(BROKER, frozen.port());

            assertThat(inTime(() -> probe.apiVersions(target, TestTarget.plaintext(), SHORT)))
                    .isInstanceOfSatisfying(ApiVersionsOutcome.Failed.class, HostileBrokerTest::timedOut);
            assertThat(inTime(() -> probe.handshake(target, TLS, SHORT)))
                    .isInstanceOfSatisfying(TlsOutcome.Failed.class, failed -> timedOut(failed.error()));
            assertThat(inTime(() -> probe.logIn(target, login(SaslMechanism.PLAIN), SHORT)))
                    .isInstanceOfSatisfying(LoginOutcome.Failed.class, failed -> timedOut(failed.error()));
            assertThat(inTime(() -> probe.metadata(target, TestTarget.plaintext(), SHORT)))
                    .isInstanceOfSatisfying(BrokerMetadataOutcome.Failed.class, failed -> timedOut(failed.error()));
            assertThat(inTime(() -> probe.identify(
                            target, TestTarget.plaintext(), 1, new ClusterMetadata("c", List.of()), SHORT)))
                    .isInstanceOfSatisfying(IdentityOutcome.Failed.class, failed -> timedOut(failed.error()));
        }
    }

    @Test
    void aServerThatSendsAByteNowAndThenIsLeftAtTheDeadlineToo() throws IOException {
        try (ScriptedServer dripping = new ScriptedServer(connection -> {
            connection.getOutputStream().write(new byte[] {0, 0, 1, 0});
            while (true) {
                connection.getOutputStream().write(0);
                pause();
            }
        })) {
            assertThat(inTime(() ->
                            probe.apiVersions(TestTarget.at(BROKER, dripping.port()), TestTarget.plaintext(), SHORT)))
                    .isInstanceOfSatisfying(ApiVersionsOutcome.Failed.class, HostileBrokerTest::timedOut);
        }
    }

    @Test
    void anAnswerThatAnnouncesTwoGigabytesIsNotRead() throws IOException {
        byte[] announcement = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();

        assertThat(asked(announcement).detail()).contains("announces 2147483647 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noiseIsAnOutcome(long seed) throws IOException {
        byte[] noise = new byte[2_000];
        new Random(seed).nextBytes(noise);
        // A plausible length, so that the noise is not only looked at but parsed.
        ByteBuffer.wrap(noise).putInt(1_900);

        assertThat(asked(noise).cause()).isEqualTo(ProbeFailure.PROTOCOL);
    }

    @Test
    void aWebServerIsRecognized() throws IOException {
        ProbeError error = asked("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(error)
                .isEqualTo(new ProbeError(
                        ProbeFailure.PROTOCOL,
                        "What answers does not speak Kafka's protocol; it begins with \"HTTP\"."));
    }

    @Test
    void aHandshakeWithNoiseIsNoTls() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.saying("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(inTime(() -> probe.handshake(TestTarget.at(BROKER, server.port()), TLS, WAIT)))
                    .isInstanceOfSatisfying(
                            TlsOutcome.NotTls.class,
                            none -> assertThat(none.speaksKafka()).isFalse());
        }
    }

    @Test
    void aServerThatHangsUpIsSaidToHaveHungUp() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> connection.close())) {
            assertThat(probe.apiVersions(TestTarget.at(BROKER, server.port()), TestTarget.plaintext(), WAIT))
                    .isInstanceOfSatisfying(
                            ApiVersionsOutcome.Failed.class,
                            failed -> assertThat(failed.error().cause()).isEqualTo(ProbeFailure.CONNECTION_LOST));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRAM_SHA_256", "SCRAM_SHA_512"})
    void aBrokerCannotKeepAProcessorBusyWithScramIterations(SaslMechanism mechanism) throws IOException {
        LoginOutcome outcome = logIn(mechanism, request -> {
            String nonce = new String(request.data().authBytes(), StandardCharsets.UTF_8).replaceFirst(".*,r=", "");
            return Answers.authenticated(
                    Errors.NONE, null, ("r=" + nonce + "x,s=c2FsdA==,i=2147483647").getBytes(StandardCharsets.UTF_8));
        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LoginOutcome.Failed.class,
                        failed -> assertThat(failed.error().detail()).contains("2147483647"));
    }

    /** Once as long as the broker likes, and once as long as an answer of a log-in may be. */
    @ParameterizedTest
    @ValueSource(ints = {200_000, 950})
    void aBrokerCannotNestAChallengeDeeperThanOurStack(int extensions) throws IOException {
        LoginOutcome outcome = logIn(SaslMechanism.SCRAM_SHA_256, request -> {
            String nonce = new String(request.data().authBytes(), StandardCharsets.UTF_8).replaceFirst(".*,r=", "");
            return Answers.authenticated(
                    Errors.NONE,
                    null,
                    ("r=" + nonce + "x,s=c2FsdA==,i=4096" + ",a=b".repeat(extensions))
                            .getBytes(StandardCharsets.UTF_8));
        });

        assertThat(outcome).isNotInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsSaidToHaveHungUp() throws IOException {
        try (ScriptedServer server = new ScriptedServer(connection -> connection.close())) {
            assertThat(probe.handshake(TestTarget.at(BROKER, server.port()), TLS, WAIT))
                    .isInstanceOfSatisfying(
                            TlsOutcome.Failed.class,
                            failed -> assertThat(failed.error().cause()).isEqualTo(ProbeFailure.CONNECTION_LOST));
        }
    }

    @Test
    void aBrokerThatAcceptsAnybodyWithoutProofIsNotLoggedInTo() throws IOException {
        LoginOutcome outcome =
                logIn(SaslMechanism.SCRAM_SHA_512, request -> Answers.authenticated(Errors.NONE, null, new byte[0]));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        LoginOutcome.Failed.class,
                        failed -> assertThat(failed.error().cause()).isEqualTo(ProbeFailure.PROTOCOL));
    }

    @Test
    void aBrokerThatRepeatsThePasswordIsQuotedWithoutIt() throws IOException {
        LoginOutcome outcome = logIn(
                SaslMechanism.PLAIN,
                request -> Answers.authenticated(
                        Errors.SASL_AUTHENTICATION_FAILED, "bad password 'swordfish'\u0000\n", new byte[0]));

        assertThat(outcome).isEqualTo(new LoginOutcome.Refused("bad password '***'??"));
    }

    @Test
    void hangingUpOnCredentialsCountsAsARefusedLogIn() throws IOException {
        LoginOutcome outcome = logIn(SaslMechanism.PLAIN, request -> null);

        assertThat(outcome).isInstanceOf(LoginOutcome.Refused.class);
    }

    @Test
    void aMechanismThatIsNotOfferedSendsNoCredentials() throws IOException {
        try (ScriptedServer server = ScriptedBroker.knowing(4, request -> switch (request) {
            case SaslHandshakeRequest handshake ->
                Answers.mechanisms(Errors.UNSUPPORTED_SASL_MECHANISM, "GSSAPI", "PLAIN");
            default -> throw new IllegalStateException("sent all the same: " + request.apiKey());
        })) {
            assertThat(probe.logIn(TestTarget.at(BROKER, server.port()), login(SaslMechanism.SCRAM_SHA_256), WAIT))
                    .isEqualTo(new LoginOutcome.MechanismNotOffered(List.of("GSSAPI", "PLAIN")));
        }
    }

    @Test
    void brokersThatAdvertiseNonsenseAreReportedAndTheOthersTaken() throws IOException {
        ClusterMetadata metadata = answered(metadata(
                "c",
                Answers.broker(1, "b-1.internal", 9092),
                Answers.broker(2, "b 2\n", 9092),
                Answers.broker(3, "b-3.internal", 0),
                Answers.broker(-7, "b-7.internal", 9092)));

        assertThat(metadata.brokers()).extracting(broker -> broker.nodeId()).containsExactly(1);
        assertThat(metadata.refused()).extracting(refused -> refused.nodeId()).containsExactly(2, 3, -7);
        assertThat(metadata.refused().getFirst().detail()).contains("\"b 2?\"").doesNotContain("\n");
    }

    @Test
    void moreBrokersThanAClusterHasAreNotTaken() throws IOException {
        MetadataResponseBroker[] many = IntStream.rangeClosed(1, 1_001)
                .mapToObj(id -> Answers.broker(id, "b", 9092))
                .toArray(MetadataResponseBroker[]::new);

        assertThat(metadata("c", many))
                .isInstanceOfSatisfying(
                        BrokerMetadataOutcome.Failed.class,
                        failed -> assertThat(failed.error().detail()).contains("1001 brokers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line\nbreak", "nul\u0000"})
    void aClusterIdThatIsNoneIsNotTaken(String id) throws IOException {
        assertThat(metadata(id, Answers.broker(1, "b", 9092))).isInstanceOf(BrokerMetadataOutcome.Failed.class);
        assertThat(metadata("c".repeat(256), Answers.broker(1, "b", 9092)))
                .isInstanceOf(BrokerMetadataOutcome.Failed.class);
    }

    @Test
    void aClusterWithoutBrokersIsNotTaken() throws IOException {
        assertThat(metadata("c")).isInstanceOf(BrokerMetadataOutcome.Failed.class);
    }

    private BrokerMetadataOutcome metadata(String clusterId, MetadataResponseBroker... brokers) throws IOException {
        try (ScriptedServer server =
                ScriptedBroker.knowing(4, request -> Answers.metadata(clusterId, List.of(brokers)))) {
            return probe.metadata(TestTarget.at(BROKER, server.port()), TestTarget.plaintext(), WAIT);
        }
    }

    private static ClusterMetadata answered(BrokerMetadataOutcome outcome) {
        assertThat(outcome).isInstanceOf(BrokerMetadataOutcome.Answered.class);
        return ((BrokerMetadataOutcome.Answered) outcome).metadata();
    }

    private interface Authentication {
        @Nullable
        AbstractResponse answer(SaslAuthenticateRequest request);
    }

    private LoginOutcome logIn(SaslMechanism mechanism, Authentication authentication) throws IOException {
        try (ScriptedServer server = ScriptedBroker.knowing(4, request -> switch (request) {
            case SaslHandshakeRequest handshake -> Answers.mechanisms(Errors.NONE, mechanism.wireName());
            case SaslAuthenticateRequest authenticate -> authentication.answer(authenticate);
            default -> throw new IllegalStateException("nobody should ask " + request.apiKey());
        })) {
            return inTime(() -> probe.logIn(TestTarget.at(BROKER, server.port()), login(mechanism), WAIT));
        }
    }

    private static ClusterSecurity login(SaslMechanism mechanism) {
        return new ClusterSecurity(
                SecurityProtocol.SASL_PLAINTEXT, new Login(mechanism, "u", Secret.of("swordfish")), null, null);
    }

    private ProbeError asked(byte[] answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(answer)) {
            ApiVersionsOutcome outcome =
                    inTime(() -> probe.apiVersions(TestTarget.at(BROKER, server.port()), TestTarget.plaintext(), WAIT));
            assertThat(outcome).isInstanceOf(ApiVersionsOutcome.Failed.class);
            return ((ApiVersionsOutcome.Failed) outcome).error();
        }
    }

    private static void timedOut(ApiVersionsOutcome.Failed failed) {
        timedOut(failed.error());
    }

    private static void timedOut(ProbeError error) {
        assertThat(error.cause()).isEqualTo(ProbeFailure.TIMEOUT);
    }

    private static <T> T inTime(Supplier<T> probing) {
        long start = System.nanoTime();
        T outcome = probing.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        return outcome;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            throw new IOException(over);
        }
    }
}
