package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.OwnerDatabase;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What PostgreSQL itself allows with the audit log, with no code of ours in between. */
class AuditTableTest extends PosternTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    private JdbcClient application;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SystemDatabase system;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private AuditPartitions partitions;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void neitherRoleOfTheServiceCanChangeOrRemoveWhatIsWritten() {
        TestTenant tenant = newTenant();
        String mine = " where tenant_id = '%s'".formatted(tenant.id());
        assertThat(system.jdbc()
                        .sql("select id from audit_entry" + mine)
                        .query()
                        .listOfRows())
                .isNotEmpty();
        String month = partitionOf(OffsetDateTime.now(ZoneOffset.UTC));

        for (String sql : List.of(
                "update audit_entry set action = 'x'" + mine,
                "delete from audit_entry" + mine,
                "truncate audit_entry",
                "drop table " + month,
                "update " + month + " set action = 'x'" + mine,
                "delete from " + month + mine,
                "select id from " + month,
                "alter table audit_entry disable row level security")) {
            assertRefused(() -> asTenant(tenant, sql));
            assertRefused(() -> system.jdbc().sql(sql).update());
        }
    }

    @Test
    void aTenantsTransactionNeitherSeesNorWritesTheEntriesOfAnother() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();

        List<String> seen = TenantScope.call(
                TenantId.of(acme.id()),
                () -> transaction.execute(status -> application
                        .sql("select distinct tenant_id from audit_entry")
                        .query(String.class)
                        .list()));

        assertThat(seen).containsExactly(acme.id());
        assertRefused(() -> asTenant(acme, """
                insert into audit_entry (id, tenant_id, action, outcome, actor, resource_id)
                values ('aud_forged', '%s', 'x', 'SUCCEEDED', 'x', 'x')""".formatted(globex.id())));
    }

    @Test
    void aChangeThatCannotBeWrittenDownIsNotMade() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();

        assertThatThrownBy(() -> TenantScope.run(
                        TenantId.of(acme.id()),
                        () -> transaction.executeWithoutResult(status -> {
                            application
                                    .sql(
                                            "insert into event (tenant_id, type, subject) values (:tenant, 'x', 'unaudited')")
                                    .param("tenant", acme.id())
                                    .update();
                            events.publishEvent(change(globex));
                        })))
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(system.jdbc()
                        .sql("select id from event where tenant_id = :tenant and subject = 'unaudited'")
                        .param("tenant", acme.id())
                        .query()
                        .listOfRows())
                .isEmpty();
    }

    @Test
    void aChangeOutsideOfATransactionIsRefused() {
        TestTenant acme = newTenant();

        assertThatThrownBy(() -> events.publishEvent(change(acme))).isInstanceOf(IllegalStateException.class);
    }

    /** A table that is locked takes for ever to read, as one does that has grown without end. */
    @Test
    void whoeverLooksThroughTooMuchIsToldToNarrowItAndKeepsNoConnection() {
        TestTenant acme = newTenant();

        List<Answer> answers = owner.inTransaction(jdbc -> {
            jdbc.sql("lock table audit_entry in access exclusive mode").update();
            List<CompletableFuture<Answer>> both = List.of(
                    CompletableFuture.supplyAsync(() -> acme.admin().get(acme.path("/audit?action=none"))),
                    CompletableFuture.supplyAsync(() -> operator().get("/api/v1/audit?action=none")));
            return both.stream().map(CompletableFuture::join).toList();
        });

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(answer.text("/errors/0/pointer")).isEqualTo("from");
            assertThat(answer.text("/detail")).contains("closer together");
        });
    }

    @Test
    void monthsAreMadeAheadAndGoWhenAllOfThemIsOld() {
        YearMonth old = YearMonth.of(2020, 1);
        owner.inTransaction(jdbc -> jdbc.sql(
                        "create table audit_entry_2020_01 partition of audit_entry for values from ('2020-01-01Z') to ('2020-02-01Z')")
                .update());
        system.jdbc().sql("""
                        insert into audit_entry (id, tenant_id, occurred_at, action, outcome, actor, resource_id)
                        values ('aud_old', null, '2020-01-15Z', 'x', 'SUCCEEDED', 'x', 'x')""").update();
        newTenant();
        int young = count("occurred_at > now() - interval '1 day'");

        partitions.dropOld();

        assertThat(count("id = 'aud_old'")).isZero();
        assertThat(count("occurred_at > now() - interval '1 day'")).isGreaterThanOrEqualTo(young);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        assertThat(months())
                .doesNotContain("audit_entry_%s".formatted(old.toString().replace('-', '_')))
                .containsAll(Stream.of(0, 1, 2, 3)
                        .map(months -> partitionOf(now.plusMonths(months)))
                        .toList());
    }

    private static AuditedChange change(TestTenant tenant) {
        return new AuditedChange(
                TenantId.of(tenant.id()), "tenant.updated", tenant.id(), Map.of("name", "a"), Map.of("name", "b"));
    }

    private int asTenant(TestTenant tenant, String sql) {
        return TenantScope.call(
                TenantId.of(tenant.id()),
                () -> transaction.execute(status -> application.sql(sql).update()));
    }

    private static void assertRefused(ThrowingCallable statement) {
        assertThatThrownBy(statement)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private int count(String condition) {
        return system.jdbc()
                .sql("select count(*) from audit_entry where " + condition)
                .query(Integer.class)
                .single();
    }

    private List<String> months() {
        return system.jdbc()
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_entry'::regclass")
                .query(String.class)
                .list();
    }

    private static String partitionOf(OffsetDateTime time) {
        return "audit_entry_%04d_%02d".formatted(time.getYear(), time.getMonthValue());
    }
}
