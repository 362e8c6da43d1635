package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import dev.postern.connections.spi.ConnectionUsers;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Names the clusters that keep a connection from being deleted. */
@Component
class ClustersThroughConnection implements ConnectionUsers {

    private static final int MAX = 10;

    private final ClusterRows rows;
    private final RouteRows routes;

    ClustersThroughConnection(ClusterRows rows, RouteRows routes) {
        this.rows = rows;
        this.routes = routes;
    }

    @Override
    public List<String> of(ConnectionId connection) {
        return routes.clustersThrough(connection).stream()
                .limit(MAX)
                .map(rows::find)
                .flatMap(Optional::stream)
                .map(cluster -> "cluster " + cluster.name())
                .toList();
    }
}
