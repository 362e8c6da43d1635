package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.TenantId;

/** A tunnel comes out at another gateway than before. Published in the transaction of the change, within the tenant's scope. */
public record TunnelMoved(TenantId tenantId, ConnectionId connectionId) {}
