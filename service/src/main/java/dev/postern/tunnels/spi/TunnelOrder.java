package dev.postern.tunnels.spi;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.util.Map;

/**
 * A tunnel that a gateway is to hold.
 *
 * @param connectionId names the tunnel
 * @param login to the bastion; its keys are tried in their order
 * @param listeners by the port of the gateway that leads there: the broker, as the bastion shall resolve it
 */
public record TunnelOrder(
        TenantId tenantId, String connectionId, BastionLogin login, Map<Integer, HostPort> listeners) {

    public TunnelOrder {
        listeners = Map.copyOf(listeners);
    }
}
