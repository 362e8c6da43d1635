package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;
import java.util.List;

/** Knows which brokers are behind a bastion. */
public interface BastionTargets {

    /**
     * The brokers that connections of clients are forwarded to, of the tenant that is bound to the thread; none as long
     * as no cluster is routed through the connection.
     */
    List<HostPort> of(String connectionId);
}
