package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.ConnectionId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the rooms that build on clusters may read of them: those of the tenant that is bound to the thread. */
@Service
@Transactional(propagation = Propagation.REQUIRED, readOnly = true)
public class Clusters {

    private final ClusterRows rows;
    private final RouteRows routes;
    private final SecurityVault vault;

    Clusters(ClusterRows rows, RouteRows routes, SecurityVault vault) {
        this.rows = rows;
        this.routes = routes;
        this.vault = vault;
    }

    public Optional<Cluster> find(ClusterId id) {
        return rows.find(id).map(ClusterRecord::cluster);
    }

    /** How to speak to the cluster, its secrets opened. Let go of it as soon as the conversation is over. */
    public Optional<ClusterSecurity> security(ClusterId id) {
        return rows.find(id).map(cluster -> vault.open(id, cluster.security()));
    }

    /** The cluster with what a person is shown of it, without its secrets. */
    public Optional<ClusterOutline> outline(ClusterId id) {
        return rows.find(id).map(ClusterRecord::outline);
    }

    /** The clusters with a route through the connection, in the order of their ids. */
    public List<ClusterId> routedThrough(ConnectionId connection) {
        return routes.clustersThrough(connection);
    }
}
