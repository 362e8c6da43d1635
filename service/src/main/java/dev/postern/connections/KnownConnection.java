package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ResourceNames;
import java.util.Optional;

/**
 * What the sweep compares with: a connection of any tenant, as the database has it.
 *
 * @param epoch 0 if no endpoint can have been asked for
 * @param regionalName of the endpoint, which a hosted zone has to lead to; empty until it is available
 */
record KnownConnection(
        ConnectionKey key,
        ConnectionPhase phase,
        int generation,
        long epoch,
        Optional<PlacementId> placement,
        Optional<String> endpointId,
        Optional<String> endpointState,
        Optional<String> regionalName,
        Optional<String> zoneId) {

    ResourceNames names(String installation) {
        return new ResourceNames(
                installation, key.tenantId(), key.connectionId().value(), generation, 0);
    }

    /** A tombstone: whatever AWS still has of it is left over. */
    boolean deleted() {
        return phase == ConnectionPhase.DELETED;
    }

    boolean leaving() {
        return deleted() || phase == ConnectionPhase.DELETING;
    }

    /** Whether it was placed in another account than that: it never moves, so that nothing there is its own. */
    boolean isInAnotherAccountThan(PlacementId scope) {
        return placement
                .filter(place -> !place.account().equals(scope.account()))
                .isPresent();
    }

    /** As {@link #isInAnotherAccountThan}, or in another region. */
    boolean isElsewhereThan(PlacementId scope) {
        return placement.filter(place -> !place.sharesAccountAndRegion(scope)).isPresent();
    }
}
