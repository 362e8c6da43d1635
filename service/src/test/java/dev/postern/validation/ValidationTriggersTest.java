package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.postern.clusters.ClusterId;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to runs by the clock. The clock's tasks are brought forward; what they do is their own doing. */
@ExtendWith(SharedBrokers.class)
class ValidationTriggersTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaBrokers brokers;

    @Autowired
    private Scheduler scheduler;

    @Autowired
    private SystemDatabase system;

    @Autowired
    private ValidationRows rows;

    @Autowired
    private TransactionTemplate transaction;

    ValidationTriggersTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void aClusterIsValidatedByItselfAfterProvisioningAndDaily() {
        // Once its brokers are known nothing changes its mapping any more, and so nothing puts its validation off.
        ValidatedCluster cluster =
                ValidatedCluster.plaintext(newTenant(), sandbox(), brokers).awaitBrokers(3);
        assertThat(due(cluster)).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(2)));

        isDueNow(cluster);
        soon("due-validations");

        Answer list = await().atMost(LIMIT)
                .until(
                        () -> runs(cluster),
                        answer -> answer.text("/items/0/state").equals("PASSED"));
        assertThat(list.text("/items/0/startedBy")).isEqualTo("postern");
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("HEALTHY");
        assertThat(due(cluster))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    void runsAreKeptForTheConfiguredTime() {
        ValidatedCluster cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        ValidationId old = aRunThatEnded(cluster, Duration.ofDays(31));
        ValidationId recent = aRunThatEnded(cluster, Duration.ofDays(29));
        cluster.validate();

        soon("purge-validations");

        await().atMost(LIMIT).until(() -> cluster.read(old.value()).status() == 404);
        assertThat(cluster.read(recent.value()).status()).isEqualTo(200);
    }

    private ValidationId aRunThatEnded(ValidatedCluster cluster, Duration ago) {
        ValidationId id = ValidationId.next();
        Instant then = Instant.now().minus(ago);
        TenantScope.run(
                TenantId.of(cluster.tenant().id()),
                () -> transaction.executeWithoutResult(status -> {
                    rows.insert(id, ClusterId.of(cluster.id()), "tok_test", then);
                    rows.begin(id);
                    rows.finish(id, 1, ValidationState.PASSED, null, then);
                }));
        return id;
    }

    private Answer runs(ValidatedCluster cluster) {
        return cluster.tenant().admin().get(cluster.path() + "/validations");
    }

    private Instant due(ValidatedCluster cluster) {
        return system.jdbc()
                .sql("select due_at from validation_schedule where cluster_id = :cluster")
                .param("cluster", cluster.id())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private void isDueNow(ValidatedCluster cluster) {
        system.jdbc()
                .sql("update validation_schedule set due_at = now() where cluster_id = :cluster")
                .param("cluster", cluster.id())
                .update();
    }

    /** Not while it runs: then it is brought forward once it has ended. */
    private void soon(String task) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> scheduler.reschedule(TaskInstanceId.of(task, RecurringTask.INSTANCE), Instant.now()));
    }
}
