package dev.postern.resolution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.clusters.ClusterId;
import dev.postern.foundation.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies of mappings, for as long as somebody holds them: many readers of one that there was no room to remember share
 * one copy, however slowly they read.
 */
@Component
class MappingBodies {

    private final JsonMapper json;
    private final Cache<Key, byte[]> held = Caffeine.newBuilder().weakValues().build();

    MappingBodies(JsonMapper json) {
        this.json = json;
    }

    /** A version of a mapping never changes. */
    private record Key(TenantId tenant, ClusterId cluster, long version, Representation form) {}

    /** Shared by all readers: not to be written to. */
    byte[] body(ResolverMapping mapping, Representation form) {
        return held.get(
                new Key(mapping.tenantId(), mapping.clusterId(), mapping.version(), form),
                absent -> form.body(mapping, json));
    }
}
