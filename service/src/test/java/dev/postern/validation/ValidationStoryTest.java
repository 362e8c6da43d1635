package dev.postern.validation;

import static dev.postern.validation.ValidatedCluster.check;
import static dev.postern.validation.ValidatedCluster.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.network.Target;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a tenant administrator sees of validations, over HTTP, with real brokers behind real TCP. */
@ExtendWith(SharedBrokers.class)
class ValidationStoryTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final KafkaBrokers brokers;

    ValidationStoryTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void aClusterWithTlsAndALogInPassesDownToWhichBrokerAnswers() {
        ValidatedCluster cluster = ValidatedCluster.saslSsl(newTenant(), sandbox(), brokers, SharedBrokers.PASSWORD);
        Answer before = cluster.tenant().admin().get(cluster.path());
        assertThat(before.text("/health")).isEqualTo("UNVALIDATED");

        Answer run = cluster.validate();

        assertThat(run.text("/state")).as(run.body()).isEqualTo("PASSED");
        for (int nodeId = 1; nodeId <= 3; nodeId++) {
            for (Rung rung : Rung.values()) {
                if (!rung.applies(SecurityProtocol.SASL_SSL, false)) {
                    continue;
                }
                assertThat(outcome(run, "broker/%d/%s".formatted(nodeId, rung.word())))
                        .isEqualTo("PASS");
            }
        }
        assertThat(check(run, "broker/2/identity").path("nodeId").asInt()).isEqualTo(2);
        assertThat(run.body()).doesNotContain(SharedBrokers.PASSWORD);
        Answer after = cluster.tenant().admin().get(cluster.path());
        assertThat(after.text("/health")).isEqualTo("HEALTHY");
        assertThat(after.text("/unproven")).isEqualTo("false");
        assertThat(after.text("/validatedAt")).isEqualTo(run.text("/finishedAt"));
    }

    @Test
    void crossedListenersAreNamedAndOnceMendedTheClusterIsHealthyAgain() {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        cluster.kafka().loadBalancer().cross(9001, 9002);

        Answer crossed = cluster.validate();

        assertThat(crossed.text("/state")).isEqualTo("FAILED");
        assertThat(outcome(crossed, "broker/3/identity")).isEqualTo("PASS");
        assertThat(check(crossed, "broker/1/identity").path("summary").asString())
                .isEqualTo("Here answers broker 2, not broker 1.");
        assertThat(check(crossed, "broker/2/identity").path("remedy").asString())
                .contains("listener 9002 of connection " + cluster.connection());
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("FAILING");

        cluster.kafka().loadBalancer().uncross();

        assertThat(cluster.validate().text("/state")).isEqualTo("PASSED");
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("HEALTHY");
        Answer list = cluster.tenant().admin().get(cluster.path() + "/validations");
        assertThat(list.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("state").asString()))
                .containsExactly("PASSED", "FAILED");
        assertThat(list.text("/items/1/counts/fail")).isEqualTo("2");
    }

    @Test
    void aTargetGroupWithTwoBrokersIsFound() {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        cluster.kafka().loadBalancer().listen(9002, target(2), target(3));

        Answer run = cluster.validate();

        assertThat(outcome(run, "broker/2/identity")).isEqualTo("FAIL");
        assertThat(check(run, "broker/2/identity").at("/evidence/addresses/0/answeredBy"))
                .isNotEmpty();
    }

    @Test
    void aWrongPasswordIsTriedOnOneBrokerAndNeverShown() {
        ValidatedCluster cluster = ValidatedCluster.saslSsl(newTenant(), sandbox(), brokers, "wrong-horse");

        Answer run = cluster.validate();

        assertThat(run.text("/state")).isEqualTo("FAILED");
        assertThat(run.json()
                        .path("checks")
                        .valueStream()
                        .filter(check -> check.path("id").asString().endsWith("/login")
                                && check.path("outcome").asString().equals("FAIL")))
                .hasSize(1);
        assertThat(run.body()).doesNotContain("wrong-horse");
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("FAILING");
    }

    @Test
    void aRunIsReadWhileItGoesOnAndNoSecondOneBeginsMeanwhile() throws IOException {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        assertThat(cluster.validate().text("/state")).isEqualTo("PASSED");
        // Connections are taken into the backlog, and nobody ever says a word.
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            cluster.kafka().loadBalancer().listen(9003, Target.local(frozen.getLocalPort()));
            String id = cluster.start();

            Answer going = await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> cluster.read(id),
                            run -> !outcome(run, "broker/1/identity").isEmpty());

            assertThat(going.text("/state")).isEqualTo("RUNNING");
            assertThat(going.json().path("finishedAt").isNull()).isTrue();
            assertThat(outcome(going, "broker/1/identity")).isEqualTo("PASS");
            assertThat(outcome(going, "broker/3/api-versions")).isEmpty();
            Answer second = cluster.tenant().admin().post(cluster.path() + "/validations", "");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text("/detail")).contains(id);
            Answer ended = cluster.awaitEnd(id);
            assertThat(outcome(ended, "broker/3/api-versions")).isEqualTo("FAIL");
            assertThat(outcome(ended, "broker/3/identity")).isEqualTo("SKIPPED");
        }
    }

    @Test
    void aRepeatedRequestWithTheSameKeyIsTheSameRun() {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        Answer first = cluster.tenant().admin().post(cluster.path() + "/validations", "", "Idempotency-Key", "once");
        cluster.awaitEnd(first.text("/id"));

        Answer again = cluster.tenant().admin().post(cluster.path() + "/validations", "", "Idempotency-Key", "once");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    }

    @Test
    void whoMayReadMayNotStart() {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        String id = cluster.start();

        assertThat(cluster.tenant()
                        .as("TENANT_VIEWER")
                        .get(cluster.path() + "/validations/" + id)
                        .status())
                .isEqualTo(200);
        assertThat(cluster.tenant()
                        .as("TENANT_VIEWER")
                        .post(cluster.path() + "/validations", "")
                        .status())
                .isEqualTo(403);
        assertThat(cluster.tenant()
                        .as("DATA_PLANE")
                        .get(cluster.path() + "/validations/" + id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRunIsFoundUnderItsOwnClusterAndTenantOnly() {
        ValidatedCluster one = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        ValidatedCluster other = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        String id = other.start();

        assertThat(one.read(id).status()).isEqualTo(404);
        assertThat(one.tenant().admin().get(other.path() + "/validations/" + id).status())
                .isEqualTo(404);
        assertThat(one.tenant()
                        .admin()
                        .post(one.tenant().path("/clusters/" + other.id() + "/validations"), "")
                        .status())
                .isEqualTo(404);
    }

    private Target target(int nodeId) {
        return Target.local(brokers.address(nodeId, Listener.PLAINTEXT).getPort());
    }
}
