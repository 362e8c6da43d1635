package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which gateway holds which tunnel, over all tenants. Time is the database's: clocks of replicas may differ. */
@Component
class TunnelLeases {

    private final SystemDatabase database;

    TunnelLeases(SystemDatabase database) {
        this.database = database;
    }

    /** A tunnel and whose it is. */
    record TunnelKey(TenantId tenantId, ConnectionId connectionId) {}

    /**
     * A tunnel that nobody holds who is alive.
     *
     * @param holder who held it last; null if nobody did
     */
    record Abandoned(TunnelKey key, @Nullable String holder) {}

    /** The gateway is alive for another while. */
    void renew(String gateway, String host, Duration lease) {
        database.jdbc()
                .sql("""
                        insert into gateway (id, host, lease_until)
                        values (:id, :host, now() + make_interval(secs => :seconds))
                        on conflict (id) do update set host = excluded.host, lease_until = excluded.lease_until
                        """)
                .param("id", gateway)
                .param("host", host)
                .param("seconds", lease.toMillis() / 1000.0)
                .update();
    }

    /** The gateway stops: others need not wait for its lease to end. */
    void release(String gateway) {
        database.jdbc()
                .sql("delete from gateway where id = :id")
                .param("id", gateway)
                .update();
    }

    /** Tunnels that no gateway holds which is alive: one of each tenant, then another one of each. */
    List<Abandoned> abandoned(int limit) {
        return database.jdbc()
                .sql("""
                        select tenant_id, connection_id, gateway_id
                        from tunnel
                        where not exists (
                            select from gateway where gateway.id = tunnel.gateway_id and lease_until > now()
                        ) and exists (
                            select from connection
                            where connection.tenant_id = tunnel.tenant_id and connection.id = tunnel.connection_id and live
                        )
                        order by row_number() over (partition by tenant_id order by connection_id), connection_id
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> new Abandoned(key(row), row.getString("gateway_id")))
                .list();
    }

    /** Whether still nobody holds it who is alive: its holder may have come back since. */
    boolean isAbandoned(Abandoned tunnel) {
        return database.jdbc()
                .sql("select not exists (select from gateway where id = :holder and lease_until > now())")
                .param("holder", tunnel.holder())
                .query(Boolean.class)
                .single();
    }

    List<TunnelKey> heldBy(String gateway) {
        return database.jdbc()
                .sql("select tenant_id, connection_id from tunnel where gateway_id = :gateway")
                .param("gateway", gateway)
                .query((row, number) -> key(row))
                .list();
    }

    private static TunnelKey key(ResultSet row) throws SQLException {
        return new TunnelKey(TenantId.of(row.getString("tenant_id")), ConnectionId.of(row.getString("connection_id")));
    }

    /** The ports of these connections, and to which broker each leads. */
    Map<ConnectionId, Map<Integer, HostPort>> ports(Collection<ConnectionId> connections) {
        Map<ConnectionId, Map<Integer, HostPort>> ports = new HashMap<>();
        database.jdbc()
                .sql("""
                        select connection_id, port, broker
                        from tunnel_port
                        where connection_id = any(:ids) and freed_at is null
                        """)
                .param("ids", connections.stream().map(ConnectionId::value).toArray(String[]::new))
                .query(row -> {
                    ports.computeIfAbsent(ConnectionId.of(row.getString("connection_id")), id -> new HashMap<>())
                            .put(row.getInt("port"), HostPort.parse(row.getString("broker")));
                });
        return ports;
    }

    /** Forgets gateways that died long ago. */
    void purge(Duration dead) {
        database.jdbc()
                .sql("delete from gateway where lease_until < now() - make_interval(secs => :seconds)")
                .param("seconds", dead.toMillis() / 1000.0)
                .update();
    }
}
