package dev.postern.resolution;

import dev.postern.clusters.ClusterChanged;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.ClusterValidated;
import dev.postern.clusters.Clusters;
import dev.postern.connections.ConnectionChanged;
import dev.postern.connections.ConnectionId;
import dev.postern.tunnels.TunnelCameUp;
import dev.postern.tunnels.TunnelMoved;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps mappings in step with what they are joined from, in the transaction of the change: clients never see a mapping
 * that is older than an answer of ours. What may have changed the brokers also has the cluster asked again.
 */
@Component
class MappingTriggers {

    private final MappingJoin join;
    private final TopologyRows topologies;
    private final Clusters clusters;
    private final Clock clock;

    MappingTriggers(MappingJoin join, TopologyRows topologies, Clusters clusters, Clock clock) {
        this.join = join;
        this.topologies = topologies;
        this.clusters = clusters;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClusterChanged changed) {
        switch (changed.change()) {
            case CREATED -> join.begin(changed.clusterId());
            case INTENT_UPDATED -> refresh(changed.clusterId());
            case HEALTH_UPDATED -> {}
            case DELETED -> join.end(changed.clusterId());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ConnectionChanged changed) {
        if (changed.endpointChanged()) {
            locked(changed.connectionId()).forEach(this::refresh);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(TunnelMoved moved) {
        locked(moved.connectionId()).forEach(join::refresh);
    }

    /** Whoever could not be asked before; nothing has changed for the others. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(TunnelCameUp up) {
        topologies.lookAgainAt(clusters.routedThrough(up.connectionId()), clock.instant());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClusterValidated validated) {
        topologies.lookAt(validated.clusterId(), clock.instant());
    }

    /** All of them before the first is joined: whoever waits for the tenant's ports has locked all mappings that it will. */
    private List<ClusterId> locked(ConnectionId connection) {
        List<ClusterId> affected = clusters.routedThrough(connection);
        affected.forEach(join::lock);
        return affected;
    }

    private void refresh(ClusterId cluster) {
        join.refresh(cluster);
        topologies.lookAt(cluster, clock.instant());
    }
}
