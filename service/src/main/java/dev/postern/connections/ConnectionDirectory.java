package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** What must be looked up over all tenants: whose endpoint that is, who has got lost, who claims a service. */
@Component
class ConnectionDirectory {

    private static final RowMapper<ConnectionKey> KEY = (row, number) ->
            new ConnectionKey(TenantId.of(row.getString("tenant_id")), ConnectionId.of(row.getString("id")));

    private final SystemDatabase database;
    private final ConnectionRow rows;

    ConnectionDirectory(SystemDatabase database, ConnectionRow rows) {
        this.database = database;
        this.rows = rows;
    }

    /** What we know of the connections with these ids, by id; tombstones included. */
    Map<String, KnownConnection> known(Collection<String> connectionIds) {
        return database
                .jdbc()
                .sql("""
                        select tenant_id, id, phase, generation, epoch, placement, endpoint_id, endpoint_state, zone_id,
                            (
                                select entry ->> 'name'
                                from jsonb_array_elements(endpoint_dns_names) as names (entry)
                                where entry ->> 'availabilityZone' is null
                                limit 1
                            ) as regional_name
                        from connection
                        where id = any(:ids)
                        """)
                .param("ids", connectionIds.toArray(String[]::new))
                .query((row, number) -> new KnownConnection(
                        Objects.requireNonNull(KEY.mapRow(row, number)),
                        ConnectionPhase.valueOf(row.getString("phase")),
                        row.getInt("generation"),
                        row.getLong("epoch"),
                        Optional.ofNullable(row.getString("placement")).map(PlacementId::parse),
                        Optional.ofNullable(row.getString("endpoint_id")),
                        Optional.ofNullable(row.getString("endpoint_state")),
                        Optional.ofNullable(row.getString("regional_name")),
                        Optional.ofNullable(row.getString("zone_id"))))
                .list()
                .stream()
                .collect(Collectors.toMap(known -> known.key().connectionId().value(), Function.identity()));
    }

    /** Connections in an account whose IAM role was made, and is not among those of the connections seen. */
    List<ConnectionKey> withoutPrincipal(String account, Collection<String> seen) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where split_part(placement, '/', 2) = :account
                            and placement is not null and phase <> 'DELETED'
                            and live and principal is not null
                            and not exists (select from unnest(cast(:seen as text[])) as role (id) where role.id = connection.id)
                        """)
                .param("account", account)
                .param("seen", seen.toArray(String[]::new))
                .query(KEY)
                .list();
    }

    /** Connections in an account whose hosted zone we know, and which is not among those seen. */
    List<ConnectionKey> withoutZone(String account, Collection<String> seen) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where split_part(placement, '/', 2) = :account
                            and placement is not null and phase <> 'DELETED'
                            and live and zone_id is not null
                            and not exists (select from unnest(cast(:seen as text[])) as zone (id) where zone.id = zone_id)
                        """)
                .param("account", account)
                .param("seen", seen.toArray(String[]::new))
                .query(KEY)
                .list();
    }

    /** Connections of an account and region whose endpoint is not among those seen, and was not known to be gone. */
    List<ConnectionKey> missing(PlacementId scope, Collection<String> seen) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where placement like :scope
                            and phase <> 'DELETED'
                            and endpoint_id is not null
                            and not exists (
                                select from unnest(cast(:seen as text[])) as endpoint (id)
                                where endpoint.id = connection.endpoint_id
                            )
                            and lower(endpoint_state) <> 'deleted'
                        """)
                .param("scope", scope.region() + "/" + scope.account() + "/%")
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

    /** How many connections take up room for an endpoint in a placement; those being deleted still do. */
    int endpointsIn(PlacementId placement) {
        return database.jdbc()
                .sql("select count(*) from connection where placement = :placement and epoch is not null")
                .param("placement", placement.toString())
                .query(Integer.class)
                .single();
    }

    /** How many connections have, or are to have, an IAM role in an account. */
    int placedIn(String account) {
        return database.jdbc()
                .sql("""
                        select count(*)
                        from connection
                        where split_part(placement, '/', 2) = :account
                            and placement is not null and phase <> 'DELETED'
                        """)
                .param("account", account)
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

    /**
     * A connection, other than the one that asks, that has an endpoint service: one of them, where the operator lets
     * several have it. Empty also where the operator lets the asking one have it too.
     */
    Optional<ConnectionKey> claimant(String serviceName, ConnectionId asking) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id
                        from connection
                        where service_name = :name and service_claimed and live and id <> :asking
                            and not exists (
                                select from connection as waived
                                where waived.id = :asking and waived.claim_waived_for = :name
                            )
                        order by id
                        limit 1
                        """)
                .param("name", serviceName)
                .param("asking", asking.value())
                .query(KEY)
                .optional();
    }

    /** Of these connections those over a bastion that clients can be sent to, with their versions. */
    Map<ConnectionId, Long> tunnelled(Collection<ConnectionId> ids) {
        return database
                .jdbc()
                .sql(ConnectionRow.SELECT + " where live and id = any(:ids)")
                .param("ids", ids.stream().map(ConnectionId::value).toArray(String[]::new))
                .query(rows)
                .list()
                .stream()
                .filter(BastionConnection.class::isInstance)
                .filter(Connection::available)
                .collect(Collectors.toMap(Connection::id, Connection::version));
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
