package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import dev.postern.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code cluster_route}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class RouteRows {

    private record Row(ClusterId cluster, Route route) {}

    private record Port(ConnectionId connection, int port) {}

    private final JdbcClient jdbc;

    RouteRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In their order; clusters without routes are left out. */
    Map<ClusterId, List<Route>> find(Collection<ClusterId> clusters) {
        if (clusters.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("""
                        select cluster_id, match_address, match_node_ids, connection_id, port_kind, port_value,
                            availability_zone
                        from cluster_route
                        where tenant_id = :tenant and cluster_id in (:clusters)
                        order by cluster_id, position
                        """)
                .param("tenant", TenantScope.required().value())
                .param("clusters", clusters.stream().map(ClusterId::value).toList())
                .query((row, number) -> new Row(ClusterId.of(row.getString("cluster_id")), route(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Row::cluster, Collectors.mapping(Row::route, Collectors.toUnmodifiableList())));
    }

    /** Puts these in the place of the ones that are there. */
    void replace(ClusterId cluster, List<Route> routes) {
        String tenant = TenantScope.required().value();
        jdbc.sql("delete from cluster_route where tenant_id = :tenant and cluster_id = :cluster")
                .param("tenant", tenant)
                .param("cluster", cluster.value())
                .update();
        for (int position = 0; position < routes.size(); position++) {
            insert(tenant, cluster, position, routes.get(position));
        }
    }

    private void insert(String tenant, ClusterId cluster, int position, Route route) {
        RouteMatchBody match = RouteMatchBody.of(route.match());
        RoutePortBody port = RoutePortBody.of(route.port());
        jdbc.sql("""
                        insert into cluster_route (tenant_id, cluster_id, position, match_address, match_node_ids,
                            connection_id, port_kind, port_value, availability_zone)
                        values (:tenant, :cluster, :position, :address, :nodeIds, :connection, :kind, :value, :zone)
                        """)
                .param("tenant", tenant)
                .param("cluster", cluster.value())
                .param("position", position)
                .param("address", match.address())
                .param("nodeIds", match.nodeIds())
                .param("connection", route.connectionId().value())
                .param("kind", port.kind().name())
                .param("value", port.value())
                .param("zone", route.availabilityZone())
                .update();
    }

    /** Which listener ports clusters use through these connections by number, {@code except} left aside. */
    Map<ConnectionId, Set<Integer>> fixedPorts(Collection<ConnectionId> connections, @Nullable ClusterId except) {
        Map<ConnectionId, Set<Integer>> ports = new HashMap<>();
        if (connections.isEmpty()) {
            return ports;
        }
        jdbc.sql("""
                        select connection_id, port_value as port
                        from cluster_route
                        where tenant_id = :tenant and connection_id in (:connections) and cluster_id <> :except
                            and port_kind = 'FIXED'
                        union
                        select bootstrap_connection_id, bootstrap_port
                        from cluster
                        where tenant_id = :tenant and bootstrap_connection_id in (:connections) and id <> :except
                        """)
                .param("tenant", TenantScope.required().value())
                .param(
                        "connections",
                        connections.stream().map(ConnectionId::value).toList())
                .param("except", except == null ? "" : except.value())
                .query((row, number) -> new Port(ConnectionId.of(row.getString("connection_id")), row.getInt("port")))
                .list()
                .forEach(port -> ports.computeIfAbsent(port.connection(), id -> new HashSet<>())
                        .add(port.port()));
        return ports;
    }

    /** In the order of their ids. */
    List<ClusterId> clustersThrough(ConnectionId connection) {
        return jdbc.sql("""
                        select cluster_id as id
                        from cluster_route
                        where tenant_id = :tenant and connection_id = :connection
                        union
                        select id
                        from cluster
                        where tenant_id = :tenant and bootstrap_connection_id = :connection
                        order by id
                        """)
                .param("tenant", TenantScope.required().value())
                .param("connection", connection.value())
                .query((row, number) -> ClusterId.of(row.getString("id")))
                .list();
    }

    private static Route route(ResultSet row) throws SQLException {
        String address = row.getString("match_address");
        RouteMatch match = address == null
                ? new RouteMatch.ByNodeId(new NodeIds(row.getString("match_node_ids")))
                : new RouteMatch.ByAddress(new AddressPattern(address));
        int value = row.getInt("port_value");
        RoutePort port = switch (RoutePortBody.Kind.valueOf(row.getString("port_kind"))) {
            case FIXED -> new RoutePort.Fixed(value);
            case SAME -> new RoutePort.Same();
            case NODE_ID_PLUS -> new RoutePort.NodeIdPlus(value);
            case TUNNEL -> new RoutePort.Tunnel();
        };
        return new Route(
                match, ConnectionId.of(row.getString("connection_id")), port, row.getString("availability_zone"));
    }
}
