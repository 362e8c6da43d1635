package dev.postern.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the audit log keeps of a connection over AWS PrivateLink. */
record AuditedPrivateLink(
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

    static AuditedPrivateLink of(PrivateLinkConnection connection) {
        PrivateLinkIntent intent = connection.intent();
        Endpoint endpoint = connection.holdings().endpoint();
        return new AuditedPrivateLink(
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
