package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.connections.ConnectionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the clients of a cluster really connect. All of the tenant that is bound to the thread. */
@Service
@Transactional(readOnly = true)
public class ResolverMappings {

    private final MappingRows mappings;
    private final TopologyRows topologies;
    private final MappingJoin join;
    private final Clusters clusters;

    ResolverMappings(MappingRows mappings, TopologyRows topologies, MappingJoin join, Clusters clusters) {
        this.mappings = mappings;
        this.topologies = topologies;
        this.join = join;
        this.clusters = clusters;
    }

    /** The mapping as it is served; empty where there is no such cluster. */
    public Optional<ResolverMapping> current(ClusterId cluster) {
        return mappings.find(cluster);
    }

    /** What the cluster says of itself; empty where there is no such cluster. */
    public Optional<Topology> topology(ClusterId cluster) {
        return topologies.find(cluster);
    }

    /** What the mapping would say if the cluster's brokers were these; empty where there is no such cluster. */
    public Optional<MappingContent> joinedWith(ClusterId id, ClusterMetadata metadata) {
        return clusters.find(id).map(cluster -> join.content(cluster, metadata));
    }

    /**
     * The listeners that the load balancer of a connection needs for a cluster, by port, without the any-broker listener;
     * empty where there is no such cluster.
     *
     * @param limit beyond which none is added for a broker that there only may be
     */
    public List<WantedListener> listeners(ClusterId id, ConnectionId connection, int limit) {
        return clusters.find(id)
                .map(cluster -> WantedListeners.of(
                        cluster,
                        connection,
                        topologies.find(id).orElse(Topology.UNKNOWN).brokers(),
                        limit))
                .orElse(List.of());
    }

    /** All the ways into the cluster that the mapping knows: brokers by node id, then bootstrap addresses. */
    public List<BrokerWay> ways(ClusterId cluster) {
        return mappings.find(cluster).map(mapping -> ways(mapping.content())).orElse(List.of());
    }

    static List<BrokerWay> ways(MappingContent content) {
        return Stream.concat(
                        content.entries().stream().map(entry -> new BrokerWay(entry.address(), entry.target())),
                        content.bootstrap().stream().map(entry -> new BrokerWay(entry.address(), entry.target())))
                .toList();
    }
}
