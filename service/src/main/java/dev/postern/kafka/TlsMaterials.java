package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one run trusts and shows: read once, not for each of its thousands of connections. */
final class TlsMaterials {

    private final Map<ClusterSecurity, TlsMaterial> known = new ConcurrentHashMap<>();

    /** As {@link TlsMaterial#of}. */
    TlsMaterial of(ClusterSecurity security) throws ProbeFailed {
        TlsMaterial material = known.get(security);
        if (material == null) {
            material = TlsMaterial.of(security);
            known.put(security, material);
        }
        return material;
    }
}
