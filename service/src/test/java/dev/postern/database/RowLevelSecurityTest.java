package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postern.foundation.TenantId;
import dev.postern.testing.FullTenant;
import dev.postern.testing.PosternTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What PostgreSQL itself allows the application role, with no code of ours in between: for every table there is, bound
 * to tenant A, with statements that ask for tenant B.
 */
class RowLevelSecurityTest extends PosternTest {

    /** Tables that hold nothing of any tenant for the application role to see: it has no right to them at all. */
    private static final Set<String> CLOSED = Set.of(
            "aws_pause",
            "event_horizon",
            "flyway_schema_history",
            "gateway",
            "installation",
            "scheduled_tasks",
            "secret_key",
            "secret_key_replica",
            "secret_key_rotation",
            "web_session",
            "web_session_attributes");

    /** Tables that tell nothing of any tenant, of which the application role takes. */
    private static final Set<String> NOBODYS = Set.of("free_tunnel_port");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    private JdbcClient application;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private SystemDatabase system;

    @TestFactory
    Stream<DynamicTest> noTableShowsOrTakesARowOfAnotherTenant() {
        TenantId acme = new TenantId(FullTenant.of(this).id());
        TenantId globex = new TenantId(FullTenant.of(this).id());
        return tables().stream()
                .filter(table -> !CLOSED.contains(table) && !NOBODYS.contains(table))
                .map(table -> DynamicTest.dynamicTest(table, () -> tryTable(table, acme, globex)));
    }

    private void tryTable(String table, TenantId acme, TenantId globex) {
        String owner = ownerColumn(table);
        String theirs = " where %s = '%s'".formatted(owner, globex);
        List<String> rows = system.jdbc()
                .sql("select to_jsonb(t)::text from %s t".formatted(table) + theirs)
                .query(String.class)
                .list();
        assertThat(rows)
                .as("rows of the other tenant, without which this test could not fail")
                .isNotEmpty();

        assertThat(as(
                        acme,
                        () -> application
                                .sql("select count(*) from " + table + theirs)
                                .query(Integer.class)
                                .single()))
                .isZero();
        assertThat(as(
                        acme,
                        () -> application
                                .sql("select count(*) from " + table)
                                .query(Integer.class)
                                .single()))
                .as("a tenant's own rows are seen")
                .isPositive();
        assertChangesNothing(acme, "update %s set %s = %s".formatted(table, owner, owner) + theirs);
        assertChangesNothing(acme, "delete from " + table + theirs);
        assertRefused(acme, "update %s set %s = '%s'".formatted(table, owner, globex));
        assertRefused(
                acme,
                "insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, '%3$s'::jsonb)"
                        .formatted(
                                table,
                                String.join(", ", columns(table, " and attgenerated = ''")),
                                rows.getFirst().replace("'", "''")));
    }

    @Test
    void withoutATenantNoRowIsSeen() {
        FullTenant.of(this);

        for (String table : tables()) {
            if (!CLOSED.contains(table) && !NOBODYS.contains(table)) {
                Integer seen = transaction.execute(status -> application
                        .sql("select count(*) from " + table)
                        .query(Integer.class)
                        .single());
                assertThat(seen).as(table).isZero();
            }
        }
    }

    @Test
    void closedTablesAreClosedToTheApplication() {
        for (String table : CLOSED) {
            Throwable refused = catchThrowable(() -> transaction.execute(status ->
                    application.sql("select count(*) from " + table).query().singleRow()));

            assertThat(sqlState(refused)).as(table).isEqualTo(INSUFFICIENT_PRIVILEGE);
        }
    }

    private void assertChangesNothing(TenantId tenant, String sql) {
        Throwable refused = catchThrowable(() -> assertThat(
                        as(tenant, () -> application.sql(sql).update()))
                .as(sql)
                .isZero());
        if (refused instanceof AssertionError wrong) {
            throw wrong;
        }
        if (refused != null) {
            assertThat(sqlState(refused)).as(sql).isEqualTo(INSUFFICIENT_PRIVILEGE);
        }
    }

    private void assertRefused(TenantId tenant, String sql) {
        Throwable refused =
                catchThrowable(() -> as(tenant, () -> application.sql(sql).update()));
        assertThat(refused).as(sql).isNotNull();
        assertThat(sqlState(refused)).as(sql).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    private <T> T as(TenantId tenant, Supplier<T> work) {
        return TenantScope.call(
                tenant,
                () -> transaction.execute(status -> {
                    T result = work.get();
                    status.setRollbackOnly();
                    return result;
                }));
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return refused.getSQLState();
            }
        }
        return "no SQL error: " + thrown;
    }

    private List<String> tables() {
        return system.jdbc().sql("""
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                        order by relname
                        """).query(String.class).list();
    }

    private String ownerColumn(String table) {
        List<String> columns = columns(table, "");
        return columns.contains("tenant_id") ? "tenant_id" : table.equals("tenant") ? "id" : "scope";
    }

    private List<String> columns(String table, String condition) {
        return system.jdbc()
                .sql("select attname from pg_attribute where attrelid = cast(:table as regclass) and attnum > 0"
                        + " and not attisdropped" + condition)
                .param("table", table)
                .query(String.class)
                .list();
    }
}
