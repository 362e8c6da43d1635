package dev.postern.connections;

import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;

/**
 * The hosted zone that a connection is to have.
 *
 * @param before the connection as it was read
 * @param holdings what it holds as of now; its zone has a number
 * @param target where the hostname is to lead
 * @param reference the one to make the zone with
 */
record WantedZone(
        PrivateLinkConnection before,
        Holdings holdings,
        Hostname hostname,
        AliasTarget target,
        ZoneReference reference) {

    PlacementId placement() {
        return holdings.requiredPlacement();
    }

    HeldZone zone() {
        return holdings.zone();
    }

    Holdings with(HeldZone held) {
        return holdings.withZone(held);
    }
}
