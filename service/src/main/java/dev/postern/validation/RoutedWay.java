package dev.postern.validation;

import dev.postern.clusters.spi.BrokerWay;
import dev.postern.connections.ConnectionId;

/** A way of the mapping, and the connection that it takes. */
record RoutedWay(BrokerWay way, ConnectionId connectionId) {

    /** How remedies name it: the listener on the load balancer of that connection. */
    String listener() {
        return "listener %d of connection %s".formatted(way.target().port(), connectionId);
    }
}
