package dev.postern.resolution;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;

/** What the routes make of one address. */
sealed interface Way {

    /**
     * Connect there.
     *
     * @param target a name of the connection's endpoint, and a listener port
     */
    record Routed(HostPort target, ConnectionId connectionId) implements Way {}

    /** There is no way in. */
    record Blocked(UnroutableReason reason) implements Way {}
}
