package dev.postern.clusters.spi;

import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.List;

/** Asks clusters for their metadata. Never falls back to a broker's own address: it dials targets and nothing else. */
public interface MetadataSource {

    /**
     * Tries the ways in order until one answers. After the first refused log-in no other way is tried (lock-outs).
     *
     * @param tenant whose cluster it is
     * @param ways at least one
     * @param deadline for all of it together
     */
    MetadataOutcome metadata(TenantId tenant, List<BrokerWay> ways, ClusterSecurity security, Duration deadline);
}
