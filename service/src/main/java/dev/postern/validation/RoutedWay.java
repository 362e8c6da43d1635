package dev.postern.validation;

import dev.postern.clusters.spi.BrokerWay;
import dev.postern.connections.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * A way of the mapping, and the connection that it takes.
 *
 * @param zone the zone id whose name of the endpoint it takes; null for the regional name
 * @param tunnelled whether it leads to a gateway that holds a tunnel through a bastion, instead of to a load balancer
 */
record RoutedWay(
        BrokerWay way, ConnectionId connectionId, @Nullable String zone, boolean tunnelled) {

    RoutedWay(BrokerWay way, ConnectionId connectionId) {
        this(way, connectionId, null, false);
    }

    /** How remedies name it: the listener on the load balancer of that connection, or the port of its tunnel. */
    String listener() {
        if (tunnelled) {
            return "port %d of the tunnel of connection %s"
                    .formatted(way.target().port(), connectionId);
        }
        return "listener %d of connection %s%s"
                .formatted(way.target().port(), connectionId, zone == null ? "" : " in zone " + zone);
    }
}
