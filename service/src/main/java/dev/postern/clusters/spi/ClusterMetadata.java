package dev.postern.clusters.spi;

import java.util.List;

/**
 * What a cluster says of itself.
 *
 * @param kafkaClusterId the cluster's own id, 1 to 255 printable characters
 * @param brokers by node id
 */
public record ClusterMetadata(String kafkaClusterId, List<AdvertisedBroker> brokers) {

    public ClusterMetadata {
        brokers = List.copyOf(brokers);
    }
}
