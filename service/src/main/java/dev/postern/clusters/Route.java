package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import org.jspecify.annotations.Nullable;

/**
 * A rule that sends brokers through a connection.
 *
 * @param availabilityZone a zone id, for the endpoint's name in that zone; null for its regional name
 */
public record Route(
        RouteMatch match,
        ConnectionId connectionId,
        RoutePort port,
        @Nullable String availabilityZone) {}
