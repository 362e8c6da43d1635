package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

    /**
     * Takes up to so many of them; each is due again an interval later, whatever comes of it. Tenants take turns, each
     * with its longest due first, and one that has many looks under way waits for the others.
     *
     * @param underWay looks of this replica that have not ended, by tenant
     */
    List<Due> claim(int limit, Map<TenantId, Integer> underWay) {
        if (limit == 0) {
            return List.of();
        }
        List<TenantId> busy = List.copyOf(underWay.keySet());
        return database.jdbc()
                .sql("""
                        with busy as (
                            select * from unnest(cast(:busy as text[]), cast(:looks as int[])) as each (tenant_id, looks)
                        ), due as (
                            select tenant_id, cluster_id, next_look_at,
                                coalesce(looks, 0) + row_number() over (
                                    partition by tenant_id order by next_look_at
                                ) as turn
                            from cluster_topology
                            left join busy using (tenant_id)
                            where next_look_at <= :now
                        )
                        update cluster_topology
                        set next_look_at = cast(:now as timestamptz)
                            + make_interval(secs => :seconds * (1 - :jitter + 2 * :jitter * random()))
                        where (tenant_id, cluster_id) in (
                            select topology.tenant_id, topology.cluster_id
                            from cluster_topology topology
                            join due using (tenant_id, cluster_id)
                            where due.turn <= :each and topology.next_look_at <= :now
                            order by due.turn, due.next_look_at
                            limit :limit
                            for update of topology skip locked
                        )
                        returning tenant_id, cluster_id
                        """)
                .param("busy", busy.stream().map(TenantId::value).toArray(String[]::new))
                .param("looks", busy.stream().map(underWay::get).toArray(Integer[]::new))
                .param("now", MappingRows.at(clock.instant()))
                .param("seconds", (double) properties.interval().toMillis() / 1000)
                .param("jitter", properties.jitter())
                .param("each", properties.concurrencyPerTenant())
                .param("limit", limit)
                .query((row, number) ->
                        new Due(TenantId.of(row.getString("tenant_id")), ClusterId.of(row.getString("cluster_id"))))
                .list();
    }
}
