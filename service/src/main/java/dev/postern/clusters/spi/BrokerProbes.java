package dev.postern.clusters.spi;

import dev.postern.foundation.TenantId;

/** Makes probes. What a broker can make them read and compute is shared out among tenants. */
public interface BrokerProbes {

    /** A probe for one look at one cluster, or one validation of it: it remembers what need not be asked or computed twice. */
    BrokerProbe begin(TenantId tenant);
}
