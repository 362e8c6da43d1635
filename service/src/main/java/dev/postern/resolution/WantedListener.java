package dev.postern.resolution;

import dev.postern.foundation.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * A listener that routes of a cluster lead to, on the load balancer of a connection.
 *
 * @param port of the listener
 * @param nodeId of the broker that has to be behind it; null while that is not known
 * @param broker that broker's address; null while only its node id, or no more than a pattern, is known
 * @param known whether there is such a broker: the cluster advertises it, or a route or bootstrap address names it.
 *     Otherwise there may be one.
 */
public record WantedListener(
        int port, @Nullable Integer nodeId, @Nullable HostPort broker, boolean known) {}
