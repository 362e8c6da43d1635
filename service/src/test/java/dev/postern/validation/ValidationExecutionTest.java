package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of runs when replicas come and go. */
@ExtendWith(SharedBrokers.class)
class ValidationExecutionTest extends PosternTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final KafkaBrokers brokers;

    @Autowired
    private ValidationRows rows;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private CheckRows checkRows;

    @Autowired
    private ValidationExecution execution;

    @Autowired
    private ValidationDirectory directory;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SystemDatabase system;

    private ValidatedCluster cluster;
    private ValidationKey key;

    ValidationExecutionTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    /** Written down, as a request does it, but without a task: as if the replica had died right then. */
    @BeforeEach
    void aRunThatNobodyExecutes() {
        cluster = ValidatedCluster.plaintext(newTenant(), sandbox(), brokers);
        key = new ValidationKey(TenantId.of(cluster.tenant().id()), ValidationId.next());
        inTenant(() -> rows.insert(key.validationId(), ClusterId.of(cluster.id()), "tok_test", LONG_AGO));
    }

    @Test
    void aRunThatAnotherReplicaLeftIsBegunAnew() throws InterruptedException {
        inTenant(() -> {
            rows.begin(key.validationId());
            checkRows.insert(key.validationId(), aCheck("broker/1/tcp", "found by the replica that died"));
        });

        execution.execute(key);

        Answer run = cluster.read(key.validationId().value());
        assertThat(run.text("/state")).isEqualTo("PASSED");
        assertThat(run.body()).doesNotContain("found by the replica that died");
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("HEALTHY");
    }

    @Test
    void whoFollowsARunIsToldOfItsChecksAndNotOfEachByItself() throws InterruptedException {
        execution.execute(key);

        List<String> told = system.jdbc()
                .sql("""
                        select type || coalesce(' ' || (details ->> 'checks'), '') from event
                        where subject = :run order by id
                        """)
                .param("run", key.validationId().value())
                .query(String.class)
                .list();
        int checks =
                cluster.read(key.validationId().value()).json().path("checks").size();
        assertThat(told).hasSizeBetween(2, checks).endsWith("validation.progressed " + checks, "validation.finished");
    }

    @Test
    void aReplicaThatOnlySeemedDeadWritesNothingAnyMore() throws InterruptedException {
        inTenant(() -> rows.begin(key.validationId()));
        CheckWriter late = new CheckWriter(key, 1, rows, transaction, checks -> {});
        execution.execute(key);

        late.accept(aCheck("run", "written too late"));

        assertThatThrownBy(late::finish).isInstanceOf(CheckWriter.Superseded.class);
        assertThat(cluster.read(key.validationId().value()).body()).doesNotContain("written too late");
    }

    @Test
    void aRunThatNoReplicaBringsToAnEndIsGivenUpAndSaysNothingOfTheCluster() throws InterruptedException {
        inTenant(() -> {
            rows.begin(key.validationId());
            rows.begin(key.validationId());
            rows.begin(key.validationId());
        });

        execution.execute(key);

        Answer run = cluster.read(key.validationId().value());
        assertThat(run.text("/state")).isEqualTo("FAILED");
        assertThat(run.text("/message")).contains("3 attempts");
        assertThat(cluster.tenant().admin().get(cluster.path()).text("/health")).isEqualTo("UNVALIDATED");
    }

    @Test
    void aRunWithoutATaskIsFoundByTheRescue() {
        assertThat(directory.running(Instant.now().minusSeconds(30), 100)).contains(key);
    }

    @Test
    void theRunsOfADeletedClusterGoWithItAndAreNotExecuted() throws InterruptedException {
        assertThat(cluster.tenant().admin().delete(cluster.path()).status()).isEqualTo(204);

        execution.execute(key);

        assertThat(directory.running(Instant.now(), 1_000)).doesNotContain(key);
    }

    @Test
    void oldRunsAreDeletedButNeverTheLatestOfACluster() throws InterruptedException {
        execution.execute(key);
        String latest = cluster.validate().text("/id");

        directory.purge(Instant.now().plus(Duration.ofDays(1)));

        assertThat(cluster.read(key.validationId().value()).status()).isEqualTo(404);
        assertThat(cluster.read(latest).status()).isEqualTo(200);
    }

    @Test
    void aClusterIsDueOnceItsMappingHasSettledAndAgainAfterTheInterval() {
        List<ValidationDirectory.Due> atOnce = directory.claim(Duration.ofDays(1), 1_000);
        system.jdbc()
                .sql("update validation_schedule set due_at = now() - interval '1 second' where cluster_id = :cluster")
                .param("cluster", cluster.id())
                .update();

        List<ValidationDirectory.Due> later = directory.claim(Duration.ofDays(1), 1_000);

        assertThat(atOnce).noneMatch(due -> due.clusterId().value().equals(cluster.id()));
        assertThat(later).anyMatch(due -> due.clusterId().value().equals(cluster.id()));
        assertThat(directory.claim(Duration.ofDays(1), 1_000))
                .noneMatch(due -> due.clusterId().value().equals(cluster.id()));
    }

    private void inTenant(Runnable work) {
        TenantScope.run(key.tenantId(), () -> transaction.executeWithoutResult(status -> work.run()));
    }

    private static Check aCheck(String id, String summary) {
        return new Check(new CheckId(id), null, 1, Finding.pass(summary, Map.of()));
    }
}
