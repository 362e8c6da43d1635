package dev.postern.events;

import dev.postern.foundation.TenantId;
import java.util.Optional;

/**
 * An event as streams send it.
 *
 * @param data an {@link EventView} as JSON, on one line
 */
record StoredEvent(EventPosition position, TenantId tenantId, String data) {

    /** @param reader the tenant whose stream it is; empty for the operator's, which tells of all */
    boolean isFor(Optional<TenantId> reader) {
        return reader.isEmpty() || reader.get().equals(tenantId);
    }
}
