package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedCluster.class)
class SecurityTests {
    private final KafkaBrokers cluster;

    SecurityTests(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(names = {"SSL", "SASL_SSL"})
    void aCertificateCarriesItsBrokersNameAndTheBootstrapNameOnly(Listener listener) throws Exception {
        for (var nodeId : cluster.nodeIds()) {
            var certificate = certificateOf(nodeId, listener);

            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> String.valueOf(name.get(1)))
                    .containsExactly("b-" + nodeId + ".kafka.acme.internal", "kafka.acme.internal");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SASL_SSL, PLAIN", "SASL_SSL, SCRAM-SHA-256", "SASL_SSL, SCRAM-SHA-512",
        "SASL_PLAINTEXT, PLAIN", "SASL_PLAINTEXT, SCRAM-SHA-256", "SASL_PLAINTEXT, SCRAM-SHA-512"
    })
    void theRightPasswordLogsInAndAWrongOneIsRefused(Listener listener, String mechanism) throws IOException {
        try (var broker = OneBroker.connect(cluster, 1, listener, LogIn.with(mechanism, SharedCluster.PASSWORD))) {
            assertThat(broker.metadata().clusterId()).isEqualTo(cluster.clusterId());
        }

        assertThatThrownBy(() -> OneBroker.connect(cluster, 1, listener, LogIn.with(mechanism, "wrong")))
                .isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void aClientCertificateIsTakenWhereOneIsShown() throws IOException {
        var certificate = cluster.issueClientCertificate("orders-reader");
        var shown = Map.of(
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", certificate.certificateChain(),
                "ssl.keystore.key", certificate.privateKey());

        try (var broker = OneBroker.connect(cluster, 1, Listener.SSL, shown)) {
            assertThat(broker.metadata().clusterId()).isEqualTo(cluster.clusterId());
        }
    }

    private X509Certificate certificateOf(int nodeId, Listener listener) throws Exception {
        var address = cluster.address(nodeId, listener);
        try (var socket = (SSLSocket)
                trustingTheCluster().getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLContext trustingTheCluster() throws Exception {
        var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        authorities.setCertificateEntry("cluster", Pem.readCertificate(cluster.caCertificatePem()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
