package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which clusters, of all tenants, are due to be asked for their metadata. Replicas share them without waiting. */
@Component
class DueLooks {

    /** A cluster that is due. */
    record Due(TenantId tenantId, ClusterId clusterId) {}

    private final SystemDatabase database;
    private final TopologyProperties properties;
    private final Clock clock;

    DueLooks(SystemDatabase database, TopologyProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /** Takes up to so many of them, the longest due first; each is due again an interval later, whatever comes of it. */
    List<Due> claim(int limit) {
        if (limit == 0) {
            return List.of();
        }
        return database.jdbc()
                .sql("""
                        update cluster_topology
                        set next_look_at = cast(:now as timestamptz)
                            + make_interval(secs => :seconds * (1 - :jitter + 2 * :jitter * random()))
                        where (tenant_id, cluster_id) in (
                            select tenant_id, cluster_id
                            from cluster_topology
                            where next_look_at <= :now
                            order by next_look_at
                            limit :limit
                            for update skip locked
                        )
                        returning tenant_id, cluster_id
                        """)
                .param("now", MappingRows.at(clock.instant()))
                .param("seconds", (double) properties.interval().toMillis() / 1000)
                .param("jitter", properties.jitter())
                .param("limit", limit)
                .query((row, number) ->
                        new Due(TenantId.of(row.getString("tenant_id")), ClusterId.of(row.getString("cluster_id"))))
                .list();
    }
}
