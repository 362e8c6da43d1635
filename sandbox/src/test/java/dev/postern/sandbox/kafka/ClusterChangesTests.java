package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.DescribeConfigsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Brokers that join, change their number or their certificate, on a cluster that is there for nothing else. */
class ClusterChangesTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KafkaBrokers cluster;

    @BeforeAll
    static void start() {
        SharedCluster.quietLogs();
        cluster = KafkaBrokers.builder()
                .brokers(2)
                .user("reader", "correct-horse")
                .authorizing()
                .start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aBrokerJoinsTheRunningClusterAndLeavesIt() throws IOException {
        cluster.add(3);
        try {
            assertThat(cluster.nodeIds()).containsExactly(1, 2, 3);
            assertThat(cluster.advertised(3, Listener.SSL).getHostString()).isEqualTo("b-3.kafka.acme.internal");
            awaitBrokers("1 b-1.kafka.acme.internal", "2 b-2.kafka.acme.internal", "3 b-3.kafka.acme.internal");
        } finally {
            cluster.remove(3);
        }
        awaitBrokers("1 b-1.kafka.acme.internal", "2 b-2.kafka.acme.internal");
    }

    @Test
    void aRenumberedBrokerIsAnotherOneAtTheSameAddress() throws IOException {
        var address = cluster.address(2, Listener.SSL);

        cluster.renumber(2, 7);
        try {
            assertThat(cluster.address(7, Listener.SSL)).isEqualTo(address);
            awaitBrokers("1 b-1.kafka.acme.internal", "7 b-2.kafka.acme.internal");
        } finally {
            cluster.renumber(7, 2);
        }
        awaitBrokers("1 b-1.kafka.acme.internal", "2 b-2.kafka.acme.internal");
    }

    @Test
    void anIdThatIsTakenIsRefusedBeforeAnythingStops() {
        assertThatThrownBy(() -> cluster.add(2)).hasMessage("node id must be from 1 to 99 and none of [1, 2], not 2");
        assertThatThrownBy(() -> cluster.renumber(1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cluster.renumber(1, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThat(cluster.isRunning(1)).isTrue();
    }

    @Test
    void aBrokerShowsWhateverCertificateItIsTold() throws Exception {
        try {
            assertThat(shown(BrokerCertificate.EXPIRED).getNotAfter().toInstant())
                    .isBefore(Instant.now());
            assertThat(shown(BrokerCertificate.EXPIRING).getNotAfter().toInstant())
                    .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(10)));
            X509Certificate selfSigned = shown(BrokerCertificate.SELF_SIGNED);
            assertThat(selfSigned.getIssuerX500Principal()).isEqualTo(selfSigned.getSubjectX500Principal());
            selfSigned.verify(selfSigned.getPublicKey());
            assertThat(shown(BrokerCertificate.ANOTHER_BROKERS).getSubjectAlternativeNames())
                    .anyMatch(name -> name.get(1).equals("b-2.kafka.acme.internal"));
            assertThatThrownBy(() -> OneBroker.connect(cluster, 1, Listener.SSL, Map.of()))
                    .isInstanceOf(SslAuthenticationException.class);
        } finally {
            cluster.show(1, BrokerCertificate.OWN);
        }
        OneBroker.connect(cluster, 1, Listener.SSL, Map.of()).close();
    }

    @Test
    void aUserMayDescribeTheBrokersWhileThatIsAllowed() throws IOException {
        try (var reader = reader("correct-horse")) {
            assertThat(configs(reader)).isEqualTo(Errors.CLUSTER_AUTHORIZATION_FAILED);

            cluster.allow("reader", Permission.DESCRIBE_CONFIGS);
            await().atMost(LIMIT).until(() -> configs(reader) == Errors.NONE);

            cluster.forbid("reader", Permission.DESCRIBE_CONFIGS);
            await().atMost(LIMIT).until(() -> configs(reader) == Errors.CLUSTER_AUTHORIZATION_FAILED);
        }
    }

    @Test
    void aUserMayDescribeTopicsOnceThatIsAllowed() throws IOException {
        cluster.createTopic("orders", 2, 2);
        try (var reader = reader("correct-horse")) {
            assertThat(topics(reader)).isEmpty();

            cluster.allow("reader", Permission.DESCRIBE_TOPICS);

            await().atMost(LIMIT).until(() -> topics(reader).contains("orders"));
        }
    }

    @Test
    void aChangedPasswordIsTheOnlyOneThatLogsIn() {
        cluster.changePassword("reader", "battery-staple");
        try {
            await().atMost(LIMIT).until(() -> logsIn("battery-staple") && !logsIn("correct-horse"));
        } finally {
            cluster.changePassword("reader", "correct-horse");
        }
        await().atMost(LIMIT).until(() -> logsIn("correct-horse"));
    }

    private static boolean logsIn(String password) throws IOException {
        try {
            reader(password).close();
            return true;
        } catch (AuthenticationException refused) {
            return false;
        }
    }

    private static OneBroker reader(String password) throws IOException {
        return OneBroker.connect(cluster, 1, Listener.SASL_SSL, LogIn.with("SCRAM-SHA-512", "reader", password));
    }

    private static Errors configs(OneBroker broker) throws IOException {
        var question = new DescribeConfigsRequestData()
                .setResources(List.of(new DescribeConfigsResource()
                        .setResourceType(ConfigResource.Type.BROKER.id())
                        .setResourceName("1")));
        var answer = broker.ask(new DescribeConfigsRequest.Builder(question), DescribeConfigsResponse.class);
        return Errors.forCode(answer.data().results().getFirst().errorCode());
    }

    private static Set<String> topics(OneBroker broker) throws IOException {
        return broker.ask(MetadataRequest.Builder.allTopics(), MetadataResponse.class)
                .topicsByError(Errors.NONE);
    }

    private X509Certificate shown(BrokerCertificate kind) throws IOException {
        cluster.show(1, kind);
        return ShownCertificate.at(cluster.address(1, Listener.SASL_SSL));
    }

    private static void awaitBrokers(String... expected) throws IOException {
        try (var broker = OneBroker.connect(cluster, 1, Listener.PLAINTEXT, Map.of())) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(broker.metadata().brokers())
                            .extracting(node -> node.id() + " " + node.host())
                            .containsExactlyInAnyOrder(expected));
        }
    }
}
