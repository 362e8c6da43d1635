package dev.postern.validation;

import dev.postern.clusters.spi.BrokerWay;
import dev.postern.connections.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * A way of the mapping, and the connection that it takes.
 *
 * @param zone the zone id whose name of the endpoint it takes; null for the regional name
 */
record RoutedWay(
        BrokerWay way, ConnectionId connectionId, @Nullable String zone) {

    RoutedWay(BrokerWay way, ConnectionId connectionId) {
        this(way, connectionId, null);
    }

    /** How remedies name it: the listener on the load balancer of that connection. */
    String listener() {
        return "listener %d of connection %s%s"
                .formatted(way.target().port(), connectionId, zone == null ? "" : " in zone " + zone);
    }
}
