package dev.postern.bastions;

import dev.postern.dialling.Networks;
import java.net.InetAddress;
import java.time.Clock;

/** What the tunnels of a gateway have in common. */
record GatewayParts(
        GatewayProperties properties,
        InetAddress bind,
        Networks clients,
        SshLogins logins,
        TunnelMetrics metrics,
        TenantPlaces.Directory tenants,
        Clock clock) {}
