package dev.postern.connections.spi;

import dev.postern.foundation.Hostname;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, reads and deletes the private hosted zone of a connection in DNS mode {@code HOSTED_ZONE}: a zone for exactly
 * one hostname, associated with the placement's VPC, whose only record of ours is an alias at its apex. As with
 * {@link EndpointProvisioner} every operation may be repeated at any time, none waits, refusals are values, and none is
 * called inside of a database transaction.
 *
 * <p>A zone is the connection's if its caller reference says so; no other zone is ever changed or deleted.
 */
public interface ZoneProvisioner {

    /**
     * Makes the zone, unless the connection has one in that VPC, and has its record lead to {@code target}. Zones of the
     * connection for this hostname that the VPC is not associated with are deleted.
     *
     * @param reference the one to make a zone with, if there is none with any number
     */
    Outcome<EnsuredZone> ensureZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target);

    /** How far a change that {@link #ensureZone} ordered has come. */
    Outcome<ChangeProgress> readChange(PlacementId placement, String changeId);

    /** Compares the connection's zone with what {@link #ensureZone} would make. Changes nothing. */
    Outcome<ZoneCondition> inspectZone(
            PlacementId placement, ZoneReference reference, Hostname hostname, AliasTarget target);

    /** The name that the zone's record for {@code hostname} is an alias of; empty if there is no such record, or zone. */
    Outcome<Optional<String>> readTarget(PlacementId placement, String zoneId, Hostname hostname);

    /**
     * The zones of an installation in the placement's account, in whatever region, up to a hundred at a time.
     *
     * @param nextToken from the page before; null for the first one
     */
    Outcome<ZonePage> listZones(PlacementId placement, String installation, @Nullable String nextToken);

    /** Deletes the connection's zones for this hostname, of all numbers and in all VPCs, with all their records. */
    Outcome<Removal> deleteZone(PlacementId placement, ZoneReference reference, Hostname hostname);
}
