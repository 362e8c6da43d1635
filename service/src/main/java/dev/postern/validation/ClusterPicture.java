package dev.postern.validation;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.BastionTrial;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs to know before it begins, read once: nothing that happens meanwhile changes it under the run.
 *
 * @param kafkaClusterId as the cluster told it earlier; null if it was never asked
 * @param connections those that the cluster's routes lead through, as far as they exist
 * @param ways where everything known leads
 * @param mapping where brokers lead that the cluster advertises by now
 * @param bastions tries those out that ways lead through
 */
record ClusterPicture(
        Cluster cluster,
        ClusterSecurity security,
        @Nullable String kafkaClusterId,
        Map<ConnectionId, ConnectionEndpoint> connections,
        Ways ways,
        Function<ClusterMetadata, Ways> mapping,
        Bastions bastions) {

    ClusterPicture {
        connections = Map.copyOf(connections);
    }

    /**
     * The mapping as a run needs it.
     *
     * @param bootstrap of addresses that no known broker advertises
     */
    record Ways(List<RoutedBroker> brokers, List<RoutedWay> bootstrap, List<Unrouted> unrouted) {

        Ways {
            brokers = List.copyOf(brokers);
            bootstrap = List.copyOf(bootstrap);
            unrouted = List.copyOf(unrouted);
        }
    }

    /** As {@link dev.postern.connections.BastionTrials} does it, for the cluster's tenant. */
    interface Bastions {

        Optional<BastionTrial> tryOut(ConnectionId connection, List<HostPort> brokers, Duration limit);
    }

    record RoutedBroker(AdvertisedBroker broker, RoutedWay route) {}

    /**
     * An address that no way leads to.
     *
     * @param nodeId null for a bootstrap address
     * @param reason as the mapping gives it
     */
    record Unrouted(@Nullable Integer nodeId, HostPort address, String reason) {

        static final String NO_ROUTE = "NO_ROUTE";
        static final String PORT_CONFLICT = "PORT_CONFLICT";

        String label() {
            return nodeId == null ? address.toString() : "broker %d (%s)".formatted(nodeId, address);
        }
    }
}
