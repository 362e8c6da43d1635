package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import java.util.Map;
import java.util.Set;

/** Which port of the gateways leads to which broker, for the tenant that is bound to the thread. */
public interface TunnelPorts {

    /**
     * Makes it so that these brokers of a cluster have a port, in the caller's transaction: one that has a port keeps it,
     * one that had it a while ago gets it back, ports of others are freed. Where the operator's range is used up a broker
     * goes without.
     *
     * @param cluster its id
     * @param wanted by connection; ports over connections that are missing here are freed, too
     */
    void settle(String cluster, Map<ConnectionId, Set<HostPort>> wanted);

    /** Where the tunnels come out for a cluster; connections without any port for it are left out. */
    Map<ConnectionId, TunnelEndpoint> of(String cluster);
}
