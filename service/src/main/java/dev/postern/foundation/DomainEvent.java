package dev.postern.foundation;

import java.util.Map;

/**
 * Something that happened to a resource of a tenant. Published inside the transaction that makes it true; the room
 * {@code events} writes it down in that same transaction.
 */
public interface DomainEvent {

    TenantId tenantId();

    /** What happened, as clients see it: {@code connection.updated}, {@code validation.finished}. */
    String type();

    /** The id of the resource it happened to. */
    String subject();

    /** What else a reader wants to know without asking; JSON scalars only, never a secret. */
    default Map<String, Object> details() {
        return Map.of();
    }
}
