package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.ConnectionUsers;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which clusters are reached through a connection, for the sentence that refuses its deletion. */
@Component
class ClustersOfConnection implements ConnectionUsers {

    private static final int ENOUGH = 10;

    private final JdbcClient jdbc;

    ClustersOfConnection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> of(ConnectionId connection) {
        return jdbc.sql("""
                        select 'cluster ' || name
                        from cluster
                        where bootstrap_connection_id = :connection
                            or exists (
                                select from cluster_route route
                                where route.tenant_id = cluster.tenant_id
                                    and route.cluster_id = cluster.id
                                    and route.connection_id = :connection
                            )
                        order by name
                        limit :limit
                        """)
                .param("connection", connection.value())
                .param("limit", ENOUGH)
                .query(String.class)
                .list();
    }
}
