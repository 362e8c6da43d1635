package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** What must be looked up over all tenants: whose endpoint that is, who has got lost, who claims a service. */
@Component
class ConnectionDirectory {

    private static final RowMapper<ConnectionKey> KEY = (row, number) ->
            new ConnectionKey(TenantId.of(row.getString("tenant_id")), ConnectionId.of(row.getString("id")));

    private final SystemDatabase database;

    ConnectionDirectory(SystemDatabase database) {
        this.database = database;
    }

    /** An endpoint as we know it. */
    record KnownEndpoint(ConnectionKey key, String endpointId, String state) {}

    List<KnownEndpoint> byEndpoint(Collection<String> endpointIds) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id, endpoint_id, endpoint_state
                        from connection
                        where endpoint_id = any(:endpoints) and phase <> 'DELETED'
                        """)
                .param("endpoints", endpointIds.toArray(String[]::new))
                .query((row, number) -> new KnownEndpoint(
                        KEY.mapRow(row, number), row.getString("endpoint_id"), row.getString("endpoint_state")))
                .list();
    }

    /** Connections of these placements whose endpoint is not among those seen, and was not known to be gone. */
    List<ConnectionKey> missing(Collection<PlacementId> placements, Collection<String> seen) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where placement = any(:placements)
                            and phase <> 'DELETED'
                            and endpoint_id is not null
                            and endpoint_id <> all(:seen)
                            and lower(endpoint_state) <> 'deleted'
                        """)
                .param(
                        "placements",
                        placements.stream().map(PlacementId::toString).toArray(String[]::new))
                .param("seen", seen.toArray(String[]::new))
                .query(KEY)
                .list();
    }

    /** Connections whose step was due before {@code then}, the longest overdue first. */
    List<ConnectionKey> overdue(Instant then, int limit) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where next_step_at < :then
                        order by next_step_at
                        limit :limit
                        """)
                .param("then", Connections.time(then))
                .param("limit", limit)
                .query(KEY)
                .list();
    }

    /** How many take up room in a placement; those being deleted still do. */
    int countIn(PlacementId placement) {
        return database.jdbc()
                .sql("select count(*) from connection where placement = :placement and phase <> 'DELETED'")
                .param("placement", placement.toString())
                .query(Integer.class)
                .single();
    }

    /** How many connections there are in each phase; a phase without any is left out. */
    Map<ConnectionPhase, Long> countByPhase() {
        Map<ConnectionPhase, Long> counts = new EnumMap<>(ConnectionPhase.class);
        database.jdbc()
                .sql("select phase, count(*) from connection group by phase")
                .query(row -> {
                    counts.put(ConnectionPhase.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    /** The connection that has an endpoint service for itself. */
    Optional<ConnectionKey> claimant(String serviceName) {
        return database.jdbc()
                .sql("select tenant_id, id from connection where service_name = :name and service_claimed and live")
                .param("name", serviceName)
                .query(KEY)
                .optional();
    }

    /** Removes tombstones and history that need not be kept any longer. */
    int purge(Instant tombstonesBefore, Instant historyBefore) {
        int tombstones = database.jdbc()
                .sql("delete from connection where phase = 'DELETED' and updated_at < :before")
                .param("before", Connections.time(tombstonesBefore))
                .update();
        return tombstones
                + database.jdbc()
                        .sql("delete from connection_history where occurred_at < :before")
                        .param("before", Connections.time(historyBefore))
                        .update();
    }
}
