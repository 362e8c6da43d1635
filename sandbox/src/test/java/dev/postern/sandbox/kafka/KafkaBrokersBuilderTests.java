package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokersBuilderTests {

    @BeforeAll
    static void quietLogs() {
        SharedCluster.quietLogs();
    }

    @Test
    void aKeptDirectoryKeepsMessagesLogInAuthorityAndClusterId(@TempDir Path directory) throws Exception {
        var builder = KafkaBrokers.builder().brokers(1).directory(directory);
        var first = builder.start();
        List<String> sent;
        try (first) {
            first.createTopic("kept", 2, 1);
            sent = RoundTrip.produce(first, "kept", 20);
        }

        try (var second = builder.start()) {
            assertThat(second.clusterId()).isEqualTo(first.clusterId());
            assertThat(second.caCertificatePem()).isEqualTo(first.caCertificatePem());
            assertThat(RoundTrip.consume(second, "kept", 20)).containsExactlyInAnyOrderElementsOf(sent);
            var password = first.password(KafkaBrokers.DEFAULT_USER);
            OneBroker.connect(second, 1, Listener.SASL_SSL, LogIn.with("SCRAM-SHA-512", password))
                    .close();
        }
    }

    @Test
    void aDirectoryOfAnotherClusterIsRefused(@TempDir Path directory) {
        ClusterDirectory.kept(directory)
                .identity(() -> new ClusterIdentity("kept-cluster-id", Map.of(), CertificateAuthority.create("kept")));

        assertThatThrownBy(() -> KafkaBrokers.builder()
                        .directory(directory)
                        .clusterId("another")
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(directory + " keeps cluster kept-cluster-id, not another");
    }

    @Test
    void aPasswordThatWouldNeedQuotingIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> KafkaBrokers.builder().user("ann", "a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ann")
                .hasMessageNotContaining("a\"b");
    }
}
