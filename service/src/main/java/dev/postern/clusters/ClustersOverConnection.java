package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.ConnectionUsers;
import dev.postern.database.TenantScope;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names the clusters that route through a connection, for the answer that refuses its deletion. */
@Component
class ClustersOverConnection implements ConnectionUsers {

    private final JdbcClient jdbc;

    ClustersOverConnection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(ConnectionId connection) {
        return jdbc.sql("""
                        select name
                        from cluster
                        where tenant_id = :tenant
                            and (
                                bootstrap_connection_id = :connection
                                or exists (
                                    select from cluster_route route
                                    where route.tenant_id = cluster.tenant_id
                                        and route.cluster_id = cluster.id
                                        and route.connection_id = :connection
                                )
                            )
                        order by name
                        limit 10
                        """)
                .param("tenant", TenantScope.required().value())
                .param("connection", connection.value())
                .query((row, number) -> "cluster " + row.getString("name"))
                .list();
    }
}
