package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What concerns the runs of all tenants: those that may have got lost, clusters that are due, runs that are old. */
@Component
class ValidationDirectory {

    private final SystemDatabase database;
    private final Clock clock;

    ValidationDirectory(SystemDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Due(TenantId tenantId, ClusterId clusterId) {}

    /** Runs that have not ended though they were asked for before {@code time}. */
    List<ValidationKey> running(Instant time, int limit) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id from validation
                        where state = 'RUNNING' and started_at < :time
                        order by started_at
                        limit :limit
                        """)
                .param("time", ValidationRows.at(time))
                .param("limit", limit)
                .query((row, number) -> new ValidationKey(
                        TenantId.of(row.getString("tenant_id")), ValidationId.of(row.getString("id"))))
                .list();
    }

    /** Takes up to so many clusters that are due, the longest due first; each is due again an interval later. */
    List<Due> claim(Duration interval, int limit) {
        Instant now = clock.instant();
        return database.jdbc()
                .sql("""
                        update validation_schedule
                        set due_at = :next
                        where (tenant_id, cluster_id) in (
                            select tenant_id, cluster_id
                            from validation_schedule
                            where due_at <= :now
                            order by due_at
                            limit :limit
                            for update skip locked
                        )
                        returning tenant_id, cluster_id
                        """)
                .param("next", ValidationRows.at(now.plus(interval)))
                .param("now", ValidationRows.at(now))
                .param("limit", limit)
                .query((row, number) ->
                        new Due(TenantId.of(row.getString("tenant_id")), ClusterId.of(row.getString("cluster_id"))))
                .list();
    }

    /** Deletes runs that ended before {@code time}, but never the latest of a cluster. */
    int purge(Instant time) {
        return database.jdbc().sql("""
                        delete from validation old
                        where old.finished_at < :time
                            and exists (
                                select 1 from validation newer
                                where newer.tenant_id = old.tenant_id
                                    and newer.cluster_id = old.cluster_id
                                    and newer.id > old.id
                                    and newer.finished_at is not null
                            )
                        """).param("time", ValidationRows.at(time)).update();
    }
}
