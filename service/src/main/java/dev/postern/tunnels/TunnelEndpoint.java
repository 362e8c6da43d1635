package dev.postern.tunnels;

import dev.postern.foundation.HostPort;
import java.util.Map;
import java.util.Optional;

/**
 * Where the tunnel of a connection comes out.
 *
 * @param host of the gateway that holds it; empty until one does
 * @param ports by the {@link HostPort#key()} of the broker that each leads to
 */
public record TunnelEndpoint(Optional<String> host, Map<String, Integer> ports) {

    public TunnelEndpoint {
        ports = Map.copyOf(ports);
    }

    /** Empty where no port leads to the broker, or nobody holds the tunnel yet. */
    public Optional<HostPort> to(HostPort broker) {
        Integer port = ports.get(broker.key());
        return port == null ? Optional.empty() : host.map(name -> new HostPort(name, port));
    }
}
