package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.connections.ConnectionEndpoints;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.kafka.SimulatedBrokers;
import dev.postern.resolution.ResolverMappings;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs over a hundred brokers, as whoever started them sees them through the API. */
@Timeout(180)
class ManyBrokersExecutionTest extends PosternTest {

    private static final int MANY = 100;
    private static final int FROZEN = 50;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LATE = Duration.ofSeconds(150);
    private static final Duration NEVER = Duration.ofHours(1);

    private final SimulatedBrokers brokers = SimulatedBrokers.builder(MANY).start();

    @Autowired
    private ValidationRows rows;

    @Autowired
    private ValidationSchedule schedule;

    @Autowired
    private BrokerProbe probe;

    @Autowired
    private Clusters clusters;

    @Autowired
    private ConnectionEndpoints connections;

    @Autowired
    private ResolverMappings mappings;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Clock clock;

    private TestTenant tenant;
    private ClusterPicture picture;
    private ValidationKey key;

    @BeforeEach
    void aRunThatNobodyExecutesYet() {
        tenant = newTenant();
        String connection = created("/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"],
                 "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"}""");
        String cluster = created("/clusters", """
                {"name": "many", "bootstrap": ["b-1.simulated.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(connection));
        TenantId tenantId = TenantId.of(tenant.id());
        picture = ManyBrokers.picture(brokers, tenantId, ClusterId.of(cluster));
        key = new ValidationKey(tenantId, ValidationId.next());
        TenantScope.run(
                tenantId,
                () -> transaction.executeWithoutResult(
                        status -> rows.insert(key.validationId(), ClusterId.of(cluster), "tok_test", clock.instant())));
    }

    @AfterEach
    void closeBrokers() throws IOException {
        brokers.close();
    }

    @Test
    void theVerdictsOnTheOthersCanBeReadWhileOneBrokerIsFrozen() throws Exception {
        brokers.freeze(FROZEN);
        FutureTask<Void> execution = new FutureTask<>(() -> {
            execution(LATE, LATE).execute(key);
            return null;
        });

        Thread.ofVirtual().start(execution);

        List<String> early =
                await().atMost(SOON).until(() -> passed("/identity"), identities -> identities.size() == MANY - 1);
        assertThat(early).doesNotContain("broker/%d/identity".formatted(FROZEN));
        assertThat(read().text("/state")).isEqualTo("RUNNING");
        brokers.thaw(FROZEN);
        execution.get();
        assertThat(read().text("/state")).isEqualTo("PASSED");
        assertThat(passed("")).hasSize(checks(read()).size()).containsAll(ManyBrokers.checksOf(picture));
    }

    @Test
    void aRunOverFrozenBrokersEndsAtItsDeadlineWithAnOutcomeForEveryCheck() throws Exception {
        IntStream.rangeClosed(1, MANY).forEach(brokers::freeze);

        execution(NEVER, Duration.ofSeconds(2)).execute(key);

        assertThat(read().text("/state")).isEqualTo("FAILED");
        assertThat(checks(read())).contains("run", "metadata").containsAll(ManyBrokers.checksOf(picture));
        assertThat(passed("/tcp")).hasSize(MANY);
        assertThat(passed("/identity")).isEmpty();
    }

    /** The real one, for a cluster that is not in the sandbox: only its picture is painted. */
    private ValidationExecution execution(Duration step, Duration run) {
        return new ValidationExecution(
                rows,
                schedule,
                new ClusterPictures(clusters, connections, mappings) {
                    @Override
                    public Optional<ClusterPicture> take(ClusterId id) {
                        return Optional.of(picture);
                    }
                },
                probe,
                ManyBrokers.settings(step, run),
                transaction,
                events,
                clock);
    }

    private Answer read() {
        return tenant.admin()
                .get(tenant.path("/clusters/%s/validations/%s"
                        .formatted(picture.cluster().id(), key.validationId())));
    }

    private static List<String> checks(Answer run) {
        return run.json()
                .path("checks")
                .valueStream()
                .map(check -> check.path("id").asString())
                .toList();
    }

    private List<String> passed(String end) {
        return read().json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("outcome").asString().equals("PASS"))
                .map(check -> check.path("id").asString())
                .filter(id -> id.endsWith(end))
                .toList();
    }

    private String created(String path, String body) {
        Answer created = tenant.admin().post(tenant.path(path), body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
