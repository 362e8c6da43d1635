package dev.postern.connections;

import dev.postern.foundation.AuditedChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log keeps of a connection. Of the reconciler's steps it keeps those that lead to another phase; the
 * connection's history has them all.
 */
record AuditedConnection(
        ConnectionKind kind,
        String name,
        @Nullable String serviceName,
        @Nullable String serviceRegion,
        List<String> availabilityZones,
        DnsSettings dns,
        ConnectionPhase phase,
        ConnectionReason reason,
        @Nullable String principal,
        @Nullable String endpoint,
        long version) {

    static AuditedChange creation(Connection connection) {
        return audited(null, connection, "connection.created");
    }

    /** The operator lets it use a service that another connection has. */
    static AuditedChange claimWaived(Connection connection) {
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

    private static AuditedConnection of(Connection connection) {
        PrivateLinkIntent intent = connection.intent();
        Endpoint endpoint = connection.holdings().endpoint();
        return new AuditedConnection(
                ConnectionKind.AWS_PRIVATELINK,
                connection.name(),
                intent.serviceName(),
                intent.serviceRegion(),
                intent.availabilityZones(),
                DnsSettings.of(intent.hostname()),
                connection.state().phase(),
                connection.state().reason(),
                connection.holdings().principal(),
                endpoint == null ? null : endpoint.id(),
                connection.version());
    }
}
