package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** As the tables have them. */
@Repository
class StoredTunnelPorts implements TunnelPorts {

    private static final Logger log = LoggerFactory.getLogger(StoredTunnelPorts.class);

    private final JdbcClient jdbc;
    private final TunnelProperties properties;

    StoredTunnelPorts(JdbcClient jdbc, TunnelProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(String cluster, Map<ConnectionId, Set<HostPort>> wanted) {
        Map<ConnectionId, TunnelEndpoint> present = of(cluster);
        if (present.isEmpty() && wanted.isEmpty()) {
            return;
        }
        Map<ConnectionId, List<String>> missing = missing(present, wanted);
        if (!missing.isEmpty()) {
            missing.keySet().forEach(this::begin);
            lock();
            missing.forEach((connection, brokers) -> allot(cluster, connection, brokers));
        }
        String[] kept = wanted.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(broker -> entry.getKey() + " " + broker.key()))
                .toArray(String[]::new);
        jdbc.sql("""
                        update tunnel_port
                        set freed_at = now()
                        where tenant_id = :tenant and cluster_id = :cluster and freed_at is null
                            and connection_id || ' ' || broker <> all(:kept)
                        """)
                .param("tenant", tenant())
                .param("cluster", cluster)
                .param("kept", kept)
                .update();
    }

    /** Brokers without a port, in an order that is everybody's. */
    private static Map<ConnectionId, List<String>> missing(
            Map<ConnectionId, TunnelEndpoint> present, Map<ConnectionId, Set<HostPort>> wanted) {
        Map<ConnectionId, List<String>> missing = new TreeMap<>(Comparator.comparing(ConnectionId::value));
        wanted.forEach((connection, brokers) -> {
            TunnelEndpoint known = present.get(connection);
            List<String> without = brokers.stream()
                    .map(HostPort::key)
                    .filter(broker -> known == null || !known.ports().containsKey(broker))
                    .sorted()
                    .toList();
            if (!without.isEmpty()) {
                missing.put(connection, without);
            }
        });
        return missing;
    }

    private void begin(ConnectionId connection) {
        jdbc.sql("""
                        insert into tunnel (tenant_id, connection_id)
                        values (:tenant, :connection)
                        on conflict do nothing
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .update();
    }

    /**
     * Until the transaction ends nobody else gives the tenant a port: what is counted stays true. Mappings and tunnels
     * are locked before it and never behind it, or two transactions could wait for each other.
     */
    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                .param("lock", "postern.tunnel_ports " + tenant())
                .query((row, number) -> true)
                .single();
    }

    private void allot(String cluster, ConnectionId connection, List<String> brokers) {
        List<String> without = new ArrayList<>(brokers);
        without.removeAll(giveBack(cluster, connection, brokers));
        if (without.isEmpty()) {
            return;
        }
        int room = Math.max(0, properties.portsPerTenant() - count());
        if (room < without.size()) {
            log.warn(
                    "The tenant may have {} ports: {} brokers of cluster {} over {} get none",
                    properties.portsPerTenant(),
                    without.size() - room,
                    cluster,
                    connection);
        }
        List<String> served = without.subList(0, Math.min(room, without.size()));
        int taken = served.isEmpty() ? 0 : take(cluster, connection, served);
        if (taken < served.size()) {
            log.error(
                    "No port is left for {} brokers of cluster {}: widen postern.tunnels.first-port to last-port at all gateways",
                    served.size() - taken,
                    cluster);
        }
    }

    /** What they had a while ago; returns who had any. */
    private List<String> giveBack(String cluster, ConnectionId connection, List<String> brokers) {
        return jdbc.sql("""
                        update tunnel_port
                        set freed_at = null
                        where tenant_id = :tenant and connection_id = :connection and cluster_id = :cluster
                            and broker = any(:brokers)
                        returning broker
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .param("cluster", cluster)
                .param("brokers", brokers.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Returns how many there were. */
    private int take(String cluster, ConnectionId connection, List<String> brokers) {
        return jdbc.sql("""
                        with free as materialized (
                            select port from free_tunnel_port order by port limit :count for update skip locked
                        ), taken as (
                            delete from free_tunnel_port where port in (select port from free) returning port
                        ), numbered as (
                            select port, row_number() over (order by port) as number from taken
                        )
                        insert into tunnel_port (tenant_id, port, connection_id, cluster_id, broker)
                        select :tenant, port, :connection, :cluster, broker
                        from numbered
                            join unnest(cast(:brokers as text[])) with ordinality as lacking (broker, number) using (number)
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .param("cluster", cluster)
                .param("count", brokers.size())
                .param("brokers", brokers.toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<ConnectionId, TunnelEndpoint> of(String cluster) {
        Map<ConnectionId, Map<String, Integer>> ports = new HashMap<>();
        Map<ConnectionId, Optional<String>> hosts = new HashMap<>();
        jdbc.sql("""
                        select connection_id, host, broker, port
                        from tunnel_port join tunnel using (tenant_id, connection_id)
                        where tenant_id = :tenant and cluster_id = :cluster and freed_at is null
                        """).param("tenant", tenant()).param("cluster", cluster).query(row -> {
            ConnectionId connection = ConnectionId.of(row.getString("connection_id"));
            hosts.put(connection, Optional.ofNullable(row.getString("host")));
            ports.computeIfAbsent(connection, id -> new HashMap<>()).put(row.getString("broker"), row.getInt("port"));
        });
        Map<ConnectionId, TunnelEndpoint> endpoints = new HashMap<>();
        ports.forEach((connection, allotted) -> endpoints.put(
                connection, new TunnelEndpoint(hosts.getOrDefault(connection, Optional.empty()), allotted)));
        return endpoints;
    }

    /** Those in quarantine among them: whoever changes names all the time would else take them from everybody. */
    private int count() {
        return jdbc.sql("select count(*) from tunnel_port where tenant_id = :tenant")
                .param("tenant", tenant())
                .query(Integer.class)
                .single();
    }

    private static String tenant() {
        return TenantScope.required().value();
    }
}
