package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import dev.postern.foundation.HostPort;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that no sandbox broker has. */
class TlsTest {

    private static final String HOST = "b-1.kafka.internal";

    private final TestCertificates certificates = new TestCertificates();

    TlsTest() throws Exception {}

    @Test
    void anExpiredCertificateIsSaidToBeExpired() throws Exception {
        TlsOutcome outcome = handshake(HOST, Instant.now().minus(Duration.ofHours(30)), "TLSv1.3", false);

        assertThat(outcome).isInstanceOfSatisfying(TlsOutcome.Expired.class, expired -> {
            assertThat(expired.brokersOwn()).isTrue();
            assertThat(expired.evidence().daysLeft()).isEqualTo(-2);
        });
    }

    @Test
    void aCertificateOfTomorrowIsSaidToBeOne() throws Exception {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

        // Certificates are made for thirty days.
        TlsOutcome outcome = handshake(HOST, tomorrow.plus(Duration.ofDays(30)), "TLSv1.3", false);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.NotYetValid.class,
                        early -> assertThat(early.notBefore()).isEqualTo(tomorrow));
    }

    @Test
    void theDaysThatACertificateHasLeftAreCounted() throws Exception {
        TlsOutcome outcome =
                handshake(HOST, Instant.now().plus(Duration.ofDays(12)).plus(Duration.ofHours(1)), "TLSv1.3", false);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.Trusted.class,
                        trusted -> assertThat(trusted.evidence().daysLeft()).isEqualTo(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aListenerThatInsistsOnAClientCertificateIsSaidTo(String protocol) throws Exception {
        TlsOutcome outcome = handshake(HOST, Instant.now().plus(Duration.ofDays(1)), protocol, true);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        TlsOutcome.ClientCertificateRefused.class,
                        refused -> assertThat(refused.shown()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"*.kafka.internal, true", "b-1.kafka.internal, true", "*.internal, false", "b-2.kafka.internal, false"})
    void ourReadingOfACertificatesNamesAgreesWithTls(String name, boolean good) throws Exception {
        TlsOutcome outcome = handshake(name, Instant.now().plus(Duration.ofDays(1)), "TLSv1.3", false);

        if (good) {
            assertThat(outcome).isInstanceOf(TlsOutcome.Trusted.class);
        } else {
            assertThat(outcome).isInstanceOf(TlsOutcome.NameMismatch.class);
        }
        TlsEvidence evidence =
                new TlsEvidence("", "", "", List.of(name), Instant.EPOCH, Instant.EPOCH, 0, List.of(), false);
        assertThat(evidence.matches(HOST)).isEqualTo(good);
    }

    /** Both where the chain is trusted and where the issuer would have to be fetched to tell. */
    @Test
    void nothingIsFetchedFromWhereACertificateSays() throws Exception {
        try (ScriptedServer trap = ScriptedServer.trap("127.0.0.1", 0)) {
            SSLContext context = certificates.server(
                    HOST, Instant.now().plus(Duration.ofDays(30)), "http://127.0.0.1:%d/".formatted(trap.port()));

            TlsOutcome trusted = handshake(context, certificates.authorityPem());
            TlsOutcome untrusted = handshake(context, new TestCertificates().authorityPem());

            assertThat(trusted).isInstanceOf(TlsOutcome.Trusted.class);
            assertThat(untrusted).isInstanceOf(TlsOutcome.UntrustedChain.class);
            assertThat(trap.accepted()).isZero();
        }
    }

    /** They take long to compute with, and a listener could ask for the longest. */
    @Test
    void aKeyIsAgreedOnByNothingButCurves() throws Exception {
        SSLContext context = certificates.server(HOST, Instant.now().plus(Duration.ofDays(1)));

        assertThat(handshakeByGroup(context, "x25519", certificates.authorityPem()))
                .isInstanceOf(TlsOutcome.Trusted.class);
        assertThat(handshakeByGroup(context, "secp256r1", certificates.authorityPem()))
                .isInstanceOf(TlsOutcome.Trusted.class);
        assertThat(handshakeByGroup(context, "ffdhe2048", certificates.authorityPem()))
                .isInstanceOf(TlsOutcome.Failed.class);
        assertThat(handshakeByGroup(context, "ffdhe8192", certificates.authorityPem()))
                .isInstanceOf(TlsOutcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.sun.net.ssl.checkRevocation", "com.sun.security.enableAIAcaIssuers"})
    void aJvmThatWouldFetchItDoesNotStart(String property) {
        assertThatThrownBy(() -> new NothingFetched(name -> name.equals(property) ? "true" : null))
                .hasMessageContaining(property)
                .hasMessageContaining("Remove it");
    }

    private static TlsOutcome handshakeByGroup(SSLContext context, String group, String authorities) throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            try (SSLSocket secure = server(context, connection, "TLSv1.3")) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setNamedGroups(new String[] {group});
                secure.setSSLParameters(parameters);
                secure.getInputStream().read();
            }
        })) {
            return handshake(server, authorities);
        }
    }

    private static TlsOutcome handshake(SSLContext context, String authorities) throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> serve(context, connection, "TLSv1.3", false))) {
            return handshake(server, authorities);
        }
    }

    private static TlsOutcome handshake(ScriptedServer server, String authorities) {
        return TestTarget.probe(Clock.systemUTC())
                .handshake(
                        TestTarget.at(new HostPort(HOST, 9093), server.port()),
                        new ClusterSecurity(SecurityProtocol.SSL, null, authorities, null),
                        Duration.ofSeconds(10));
    }

    private TlsOutcome handshake(String name, Instant notAfter, String protocol, boolean insisting) throws Exception {
        SSLContext context = certificates.server(name, notAfter);
        try (ScriptedServer server =
                new ScriptedServer(connection -> serve(context, connection, protocol, insisting))) {
            return TestTarget.probe(Clock.fixed(Instant.now(), ZoneOffset.UTC))
                    .handshake(
                            TestTarget.at(new HostPort(HOST, 9093), server.port()),
                            new ClusterSecurity(SecurityProtocol.SSL, null, certificates.authorityPem(), null),
                            Duration.ofSeconds(10));
        }
    }

    private static void serve(SSLContext context, Socket connection, String protocol, boolean insisting)
            throws java.io.IOException {
        try (SSLSocket secure = server(context, connection, protocol)) {
            secure.setNeedClientAuth(insisting);
            secure.getInputStream().read();
        }
    }

    private static SSLSocket server(SSLContext context, Socket connection, String protocol) throws java.io.IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(connection, InetAddress.getLoopbackAddress().getHostAddress(), 0, true);
        secure.setUseClientMode(false);
        secure.setEnabledProtocols(new String[] {protocol});
        return secure;
    }
}
