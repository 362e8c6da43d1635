package dev.postern.tunnels;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.TenantId;

/** Clients get through a tunnel from now on, or to more brokers than before. Published in a transaction within the tenant's scope. */
public record TunnelCameUp(TenantId tenantId, ConnectionId connectionId) {}
