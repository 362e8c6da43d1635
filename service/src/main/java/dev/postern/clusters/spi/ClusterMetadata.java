package dev.postern.clusters.spi;

import java.util.List;

/**
 * What a cluster says of itself.
 *
 * @param kafkaClusterId the cluster's own id, 1 to 255 printable characters
 * @param brokers by node id, each id once; at least one unless all were refused
 * @param refused brokers whose advertised address is none, or whose node id is taken
 */
public record ClusterMetadata(String kafkaClusterId, List<AdvertisedBroker> brokers, List<RefusedBroker> refused) {

    public ClusterMetadata {
        brokers = List.copyOf(brokers);
        refused = List.copyOf(refused);
    }

    /** Metadata in which nothing was refused. */
    public ClusterMetadata(String kafkaClusterId, List<AdvertisedBroker> brokers) {
        this(kafkaClusterId, brokers, List.of());
    }
}
