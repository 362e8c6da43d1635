package dev.postern.connections;

import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.Set;

/**
 * A private path into a tenant's network: what the tenant wants, what we hold for it, and how far it is. Immutable; each
 * verb answers the connection as it is afterwards, and {@link Connections} writes that down.
 */
sealed interface Connection permits PrivateLinkConnection, BastionConnection {

    TenantId tenantId();

    ConnectionId id();

    String name();

    Progress progress();

    /** Counts changes of intent. */
    long version();

    /** Counts every change. */
    long revision();

    Instant createdAt();

    Instant updatedAt();

    ConnectionKind kind();

    /** Whether clients can be sent there. */
    boolean available();

    Set<ConnectionAction> allowedActions();

    /** What the rooms that route through this connection see of it. */
    ConnectionEndpoint endpoint();

    /** Whether both hold the same in the outside world. */
    boolean holdsTheSameAs(Connection other);

    /** Out of a state that {@code retry} leads out of. */
    Connection retried(ConnectionState.Retryable from, Instant now);

    /** The one way to the end. A connection that is on it already stays where it is. */
    Connection deletionRequested(Instant now);

    /** As {@link Connections} has just written it. */
    Connection saved(long newRevision, Instant when);

    default ConnectionState state() {
        return progress().state();
    }

    default ConnectionKey key() {
        return new ConnectionKey(tenantId(), id());
    }

    /** False from the moment that deletion is asked for. */
    default boolean live() {
        ConnectionPhase phase = state().phase();
        return phase != ConnectionPhase.DELETING && phase != ConnectionPhase.DELETED;
    }
}
