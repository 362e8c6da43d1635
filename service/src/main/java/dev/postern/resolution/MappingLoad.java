package dev.postern.resolution;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Reads from the database what of a mapping is kept in memory. */
@Component
@Transactional(readOnly = true)
class MappingLoad {

    private final MappingRows mappings;
    private final Clusters clusters;
    private final MappingJoin join;
    private final JsonMapper json;

    MappingLoad(MappingRows mappings, Clusters clusters, MappingJoin join, JsonMapper json) {
        this.mappings = mappings;
        this.clusters = clusters;
        this.join = join;
        this.json = json;
    }

    /** Of the tenant that is bound to the thread; empty where it has no such cluster. */
    public Optional<ServedMapping> load(ClusterId id) {
        Optional<Cluster> cluster = clusters.find(id);
        return cluster.isEmpty()
                ? Optional.empty()
                : mappings.find(id).map(mapping -> new ServedMapping(mapping, join.table(cluster.get()), json));
    }
}
