package dev.postern.connections;

import dev.postern.connections.spi.ResourceNames;
import java.util.Optional;

/** What the sweep compares with: a connection of any tenant, as the database has it. */
record KnownConnection(
        ConnectionKey key,
        ConnectionPhase phase,
        int generation,
        Optional<String> endpointId,
        Optional<String> endpointState,
        Optional<String> zoneId) {

    ResourceNames names(String installation) {
        return new ResourceNames(
                installation, key.tenantId(), key.connectionId().value(), generation, 0);
    }

    /** A tombstone: whatever AWS still has of it is left over. */
    boolean deleted() {
        return phase == ConnectionPhase.DELETED;
    }
}
