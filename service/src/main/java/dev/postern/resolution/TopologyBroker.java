package dev.postern.resolution;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.foundation.HostPort;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A broker of the topology, flat: as it is stored and as it is served. */
@Schema(name = "TopologyBroker", description = "A broker as the cluster advertises it.")
record TopologyBroker(
        @Schema(description = "The broker's node id") int nodeId,
        @Schema(description = "The host that it advertises") String host,
        @Schema(description = "The port that it advertises") int port,

        @Schema(description = "Its rack; null where it has none") @Nullable
        String rack,

        @Schema(
                description = "When the cluster first did not name it any more; null if it does. It keeps its place in "
                        + "the mapping for a while, since brokers restart")
        @Nullable
        Instant missingSince) {

    static TopologyBroker of(KnownBroker known) {
        AdvertisedBroker broker = known.broker();
        return new TopologyBroker(
                broker.nodeId(), broker.address().host(), broker.address().port(), broker.rack(), known.missingSince());
    }

    KnownBroker known() {
        return new KnownBroker(new AdvertisedBroker(nodeId, new HostPort(host, port), rack), missingSince);
    }
}
