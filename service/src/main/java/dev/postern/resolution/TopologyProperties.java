package dev.postern.resolution;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.topology}: how clusters are watched.
 *
 * @param interval from one look at a cluster to the next
 * @param jitter by what part of the interval, up or down, looks are spread; from 0 to 1
 * @param refusedInterval from a refused log-in to the next look, unless something changes before: brokers lock users out
 * @param deadline for one look
 * @param concurrency looks of this replica at once
 * @param concurrencyPerTenant so many of them at most at clusters of one tenant: dead ones take long
 * @param forgetAfter how long a broker that the cluster does not name any more stays in the mapping
 */
@ConfigurationProperties("postern.topology")
record TopologyProperties(
        @DefaultValue("60s") Duration interval,
        @DefaultValue("0.2") double jitter,
        @DefaultValue("1h") Duration refusedInterval,
        @DefaultValue("15s") Duration deadline,
        @DefaultValue("32") int concurrency,
        @DefaultValue("8") int concurrencyPerTenant,
        @DefaultValue("10m") Duration forgetAfter) {

    TopologyProperties {
        if (jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("postern.topology.jitter must be from 0 to 1, but is " + jitter);
        }
        if (concurrencyPerTenant < 1) {
            throw new IllegalArgumentException(
                    "postern.topology.concurrency-per-tenant must be at least 1, but is " + concurrencyPerTenant);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "postern.topology.concurrency must be at least 1, but is " + concurrency);
        }
    }
}
