package dev.postern.connections;

import dev.postern.foundation.AuditedChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log keeps of connections. Of the reconciler's steps it keeps those that lead to another phase; the
 * connection's history has them all.
 */
final class AuditedConnection {

    private AuditedConnection() {}

    static AuditedChange creation(Connection connection) {
        return audited(null, connection, "connection.created");
    }

    /** The operator lets it use a service that another connection has. */
    static AuditedChange claimWaived(PrivateLinkConnection connection) {
        return audited(connection, connection, "connection.claim-waived");
    }

    /** Empty if it is not worth a row. */
    static Optional<AuditedChange> change(Connection before, Connection after, String actor) {
        ConnectionPhase phase = after.state().phase();
        boolean phaseChanged = before.state().phase() != phase;
        String action;
        if (phaseChanged && phase == ConnectionPhase.DELETED) {
            action = "connection.deleted";
        } else if (before.live() && !after.live()) {
            action = "connection.deletion-requested";
        } else if (before instanceof BastionConnection was
                && after instanceof BastionConnection is
                && was.trustsAnother(is)) {
            action = "connection.host-key-approved";
        } else if (before instanceof BastionConnection was
                && after instanceof BastionConnection is
                && was.rotatedTo(is)) {
            action = "connection.keys-rotated";
        } else if (before.version() != after.version()) {
            action = "connection.updated";
        } else if (!actor.equals(ConnectionReconciler.ACTOR) && !before.state().equals(after.state())) {
            action = "connection.retried";
        } else if (phaseChanged) {
            action = "connection.phase-changed";
        } else {
            return Optional.empty();
        }
        return Optional.of(audited(before, after, action));
    }

    private static AuditedChange audited(@Nullable Connection before, Connection after, String action) {
        return new AuditedChange(
                after.tenantId(),
                action,
                after.id().value(),
                before == null ? null : of(before),
                of(after),
                ConnectionReconciler.ACTOR);
    }

    private static Object of(Connection connection) {
        return switch (connection) {
            case PrivateLinkConnection privateLink -> AuditedPrivateLink.of(privateLink);
            case BastionConnection bastion -> AuditedBastion.of(bastion);
        };
    }
}
