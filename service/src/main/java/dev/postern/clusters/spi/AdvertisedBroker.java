package dev.postern.clusters.spi;

import dev.postern.foundation.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * A broker as the cluster itself advertises it in its metadata.
 *
 * @param rack null where the broker has none set
 */
public record AdvertisedBroker(
        int nodeId, HostPort address, @Nullable String rack) {}
