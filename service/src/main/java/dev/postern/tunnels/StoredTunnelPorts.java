package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        wanted.forEach((connection, brokers) -> {
            TunnelEndpoint known = present.get(connection);
            brokers.stream()
                    .map(HostPort::key)
                    .filter(broker -> known == null || !known.ports().containsKey(broker))
                    .sorted()
                    .forEach(broker -> allot(cluster, connection, broker));
        });
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

    private void allot(String cluster, ConnectionId connection, String broker) {
        begin(connection);
        int had = jdbc.sql("""
                        update tunnel_port
                        set freed_at = null
                        where tenant_id = :tenant and connection_id = :connection and cluster_id = :cluster
                            and broker = :broker
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .param("cluster", cluster)
                .param("broker", broker)
                .update();
        if (had > 0) {
            return;
        }
        if (count() >= properties.portsPerTenant()) {
            log.warn("The tenant has {} ports, as many as it may; {} gets none", properties.portsPerTenant(), broker);
            return;
        }
        int taken = jdbc.sql("""
                        with taken as (
                            delete from free_tunnel_port
                            where port = (
                                select port from free_tunnel_port order by port limit 1 for update skip locked
                            )
                            returning port
                        )
                        insert into tunnel_port (tenant_id, port, connection_id, cluster_id, broker)
                        select :tenant, port, :connection, :cluster, :broker from taken
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .param("cluster", cluster)
                .param("broker", broker)
                .update();
        if (taken == 0) {
            log.error(
                    "No port is left for {} of cluster {}: widen postern.tunnels.first-port to last-port at all gateways",
                    broker,
                    cluster);
        }
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
