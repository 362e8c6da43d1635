package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code validation}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class ValidationRows {

    /** Of the page alone are the checks counted: a run may have thousands. */
    private static final String SELECT = """
            with page as (
                select * from validation
                where tenant_id = :tenant and cluster_id = :cluster
                    and (cast(:id as text) is null or id = :id)
                    and (cast(:after as text) is null or id < :after)
                order by id desc
                limit :rows
            )
            select v.id, v.cluster_id, v.state, v.started_by, v.started_at, v.finished_at, v.message,
                count(*) filter (where c.outcome = 'PASS') as pass,
                count(*) filter (where c.outcome = 'WARN') as warn,
                count(*) filter (where c.outcome = 'FAIL') as fail,
                count(*) filter (where c.outcome = 'SKIPPED') as skipped,
                count(*) filter (where c.outcome = 'UNPROVEN') as unproven
            from page v
            left join validation_check c on c.tenant_id = v.tenant_id and c.validation_id = v.id
            group by v.tenant_id, v.id, v.cluster_id, v.state, v.started_by, v.started_at, v.finished_at, v.message
            order by v.id desc
            """;

    private final JdbcClient jdbc;
    private final CheckRows checks;

    ValidationRows(JdbcClient jdbc, CheckRows checks) {
        this.jdbc = jdbc;
        this.checks = checks;
    }

    /** A run that was begun, for the {@code attempt}th time. */
    record Begun(ClusterId clusterId, int attempt) {}

    /** False if one runs already. Throws {@code NOT_FOUND} if the cluster is being deleted right now. */
    boolean insert(ValidationId id, ClusterId cluster, String startedBy, Instant now) {
        try {
            return inserted(id, cluster, startedBy, now);
        } catch (DataIntegrityViolationException gone) {
            throw PosternException.notFound("cluster");
        }
    }

    private boolean inserted(ValidationId id, ClusterId cluster, String startedBy, Instant now) {
        return jdbc.sql("""
                        insert into validation (tenant_id, id, cluster_id, started_by, started_at)
                        values (:tenant, :id, :cluster, :by, :now)
                        on conflict (tenant_id, cluster_id) where state = 'RUNNING' do nothing
                        """)
                        .param("tenant", TenantScope.required().value())
                        .param("id", id.value())
                        .param("cluster", cluster.value())
                        .param("by", startedBy)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** The run of the cluster that has not ended. */
    Optional<ValidationId> running(ClusterId cluster) {
        return jdbc.sql("""
                        select id from validation
                        where tenant_id = :tenant and cluster_id = :cluster and state = 'RUNNING'
                        """)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .query((row, number) -> ValidationId.of(row.getString("id")))
                .optional();
    }

    /** How many have not ended, without those that {@code ourselves} started. */
    long askedFor(String ourselves) {
        return jdbc.sql("""
                        select count(*) from validation
                        where tenant_id = :tenant and state = 'RUNNING' and started_by <> :ourselves
                        """)
                .param("tenant", TenantScope.required().value())
                .param("ourselves", ourselves)
                .query(Long.class)
                .single();
    }

    Optional<ValidationSummary> find(ClusterId cluster, ValidationId id) {
        return page(cluster, id, null, 1).stream().findFirst();
    }

    /** The newest first. */
    List<ValidationSummary> list(ClusterId cluster, PageRequest page) {
        return page(cluster, null, page.after(), page.rows());
    }

    private List<ValidationSummary> page(
            ClusterId cluster, @Nullable ValidationId id, @Nullable String after, int rows) {
        return jdbc.sql(SELECT)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .param("id", id == null ? null : id.value())
                .param("after", after)
                .param("rows", rows)
                .query((row, number) -> read(row))
                .list();
    }

    /** Deletes runs of the cluster that have ended, but for so many of the latest. */
    void keepLatest(ClusterId cluster, int most) {
        jdbc.sql("""
                        delete from validation
                        where tenant_id = :tenant and cluster_id = :cluster and state <> 'RUNNING' and id <= (
                            select id from validation
                            where tenant_id = :tenant and cluster_id = :cluster
                            order by id desc
                            offset :most limit 1
                        )
                        """)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .param("most", most)
                .update();
    }

    /** Begins a run, or begins it anew; empty if it has ended or is gone. What an earlier attempt found is dropped. */
    Optional<Begun> begin(ValidationId id) {
        Optional<Begun> begun = jdbc.sql("""
                        update validation
                        set attempt = attempt + 1
                        where tenant_id = :tenant and id = :id and state = 'RUNNING'
                        returning cluster_id, attempt
                        """)
                .param("tenant", TenantScope.required().value())
                .param("id", id.value())
                .query((row, number) -> new Begun(ClusterId.of(row.getString("cluster_id")), row.getInt("attempt")))
                .optional();
        if (begun.isPresent()) {
            checks.delete(id);
        }
        return begun;
    }

    /** False, and nothing is added, if the attempt is no longer the one that counts. */
    boolean add(ValidationId id, int attempt, List<Check> made) {
        boolean counts = lockRunning(id, attempt);
        if (counts) {
            made.forEach(check -> checks.insert(id, check));
        }
        return counts;
    }

    private boolean lockRunning(ValidationId id, int attempt) {
        return jdbc.sql("""
                        select 1 from validation
                        where tenant_id = :tenant and id = :id and state = 'RUNNING' and attempt = :attempt
                        for share
                        """)
                .param("tenant", TenantScope.required().value())
                .param("id", id.value())
                .param("attempt", attempt)
                .query((row, number) -> true)
                .optional()
                .isPresent();
    }

    /** False if the attempt is no longer the one that counts. */
    boolean finish(ValidationId id, int attempt, ValidationState state, @Nullable String message, Instant now) {
        return jdbc.sql("""
                        update validation
                        set state = :state, message = :message, finished_at = :now
                        where tenant_id = :tenant and id = :id and state = 'RUNNING' and attempt = :attempt
                        """)
                        .param("state", state.name())
                        .param("message", message)
                        .param("now", at(now))
                        .param("tenant", TenantScope.required().value())
                        .param("id", id.value())
                        .param("attempt", attempt)
                        .update()
                == 1;
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ValidationSummary read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ValidationSummary(
                ValidationId.of(row.getString("id")),
                ClusterId.of(row.getString("cluster_id")),
                ValidationState.valueOf(row.getString("state")),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("message"),
                new OutcomeCounts(
                        row.getLong("pass"),
                        row.getLong("warn"),
                        row.getLong("fail"),
                        row.getLong("skipped"),
                        row.getLong("unproven")));
    }
}
