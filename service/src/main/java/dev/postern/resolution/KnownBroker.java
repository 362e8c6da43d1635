package dev.postern.resolution;

import dev.postern.clusters.spi.AdvertisedBroker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A broker of the topology.
 *
 * @param missingSince when the cluster's metadata first did not name it any more; null if it does. A broker that
 *     restarts is missing for a moment, and its clients must find it again.
 */
public record KnownBroker(AdvertisedBroker broker, @Nullable Instant missingSince) {

    public boolean missing() {
        return missingSince != null;
    }
}
