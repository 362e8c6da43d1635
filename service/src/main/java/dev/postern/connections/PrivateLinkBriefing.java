package dev.postern.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection over AWS PrivateLink.
 *
 * @param region where the endpoint is made
 * @param serviceRegion where the service is
 * @param availabilityZones zone ids, in which the endpoint is made
 * @param hostname of the hosted zone; null in the DNS mode {@code RESOLVER}
 * @param serviceName null while the tenant has not told it
 * @param principal ARN of the connection's IAM role; null until it exists
 * @param serviceSeen whether the principal has seen the service
 * @param endpointId null while there is no endpoint
 * @param accepted whether the service's owner has let the endpoint in
 */
public record PrivateLinkBriefing(
        ConnectionId id,
        String name,
        ConnectionStanding standing,
        String region,
        String serviceRegion,
        List<String> availabilityZones,
        @Nullable String hostname,
        @Nullable String serviceName,
        @Nullable String principal,
        boolean serviceSeen,
        @Nullable String endpointId,
        boolean accepted)
        implements ConnectionBriefing {

    public PrivateLinkBriefing {
        availabilityZones = List.copyOf(availabilityZones);
    }

    /** Whether the endpoint is in another region than the service. */
    public boolean crossRegion() {
        return !region.equals(serviceRegion);
    }

    static PrivateLinkBriefing of(PrivateLinkConnection connection) {
        PrivateLinkIntent intent = connection.intent();
        Holdings holdings = connection.holdings();
        Endpoint endpoint = holdings.endpoint();
        String serviceRegion = intent.serviceRegion();
        return new PrivateLinkBriefing(
                connection.id(),
                connection.name(),
                ConnectionStanding.of(
                        connection, PrivateLinkActions.of(connection).orElse(null)),
                intent.region(),
                serviceRegion == null ? intent.region() : serviceRegion,
                intent.availabilityZones(),
                intent.hostname() == null ? null : intent.hostname().toString(),
                intent.serviceName(),
                holdings.principal(),
                holdings.serviceClaimed(),
                endpoint == null ? null : endpoint.id(),
                endpoint != null && accepted(EndpointState.of(endpoint.state())));
    }

    private static boolean accepted(EndpointState state) {
        return switch (state) {
            case PENDING, AVAILABLE -> true;
            case PENDING_ACCEPTANCE, REJECTED, EXPIRED, FAILED, DELETING, DELETED, UNKNOWN -> false;
        };
    }
}
