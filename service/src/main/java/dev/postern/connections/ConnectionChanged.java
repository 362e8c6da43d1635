package dev.postern.connections;

import dev.postern.foundation.DomainEvent;
import dev.postern.foundation.TenantId;
import java.util.Map;

/**
 * A connection was made, took a step, or went. Published in the transaction of the change.
 *
 * @param type {@code connection.created}, {@code connection.updated} or {@code connection.deleted}
 * @param endpointChanged whether what {@link ConnectionEndpoints} says of it may be another than before
 */
public record ConnectionChanged(
        TenantId tenantId, ConnectionId connectionId, String type, String phase, String reason, boolean endpointChanged)
        implements DomainEvent {

    @Override
    public String subject() {
        return connectionId.value();
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("phase", phase, "reason", reason);
    }
}
