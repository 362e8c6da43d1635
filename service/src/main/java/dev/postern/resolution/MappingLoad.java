package dev.postern.resolution;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads from the database what of a mapping is kept in memory. */
@Component
@Transactional(readOnly = true)
class MappingLoad {

    private final MappingRows mappings;
    private final Clusters clusters;
    private final MappingJoin join;
    private final MappingBodies bodies;

    MappingLoad(MappingRows mappings, Clusters clusters, MappingJoin join, MappingBodies bodies) {
        this.mappings = mappings;
        this.clusters = clusters;
        this.join = join;
        this.bodies = bodies;
    }

    /** Of the tenant that is bound to the thread; empty where it has no such cluster. */
    public Optional<ServedMapping> load(ClusterId id) {
        Optional<Cluster> cluster = clusters.find(id);
        return cluster.isEmpty()
                ? Optional.empty()
                : mappings.find(id).map(mapping -> new ServedMapping(mapping, join.table(cluster.get()), bodies));
    }
}
