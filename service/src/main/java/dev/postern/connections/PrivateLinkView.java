package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JsonTypeName("AWS_PRIVATELINK")
@Schema(name = "PrivateLinkConnection", description = "A connection over AWS PrivateLink.")
record PrivateLinkView(
        @Schema(description = "The connection's id") ConnectionId id,

        @Schema(description = "By which kind of path", allowableValues = "AWS_PRIVATELINK")
        ConnectionKind kind,

        @Schema(description = "What people call it") String name,

        @Schema(description = "How far it is, in few words") ConnectionPhase phase,

        @Schema(description = "Precisely why it is in that phase")
        ConnectionReason reason,

        @Schema(description = "The same for people") String message,

        @Schema(description = "The error code that AWS refused with; null where it did not") @Nullable
        String awsErrorCode,

        @Schema(description = "Who acts next") WaitingOn waitingOn,

        @Schema(description = "What that one has to do; null where nobody has to") @Nullable
        NextAction nextAction,

        @Schema(description = "What can be done to the connection as it is now")
        List<ConnectionAction> allowedActions,

        @Schema(description = "The name of the tenant's endpoint service; null while it is not known") @Nullable
        String serviceName,

        @Schema(description = "The region of the service; null if that of the endpoint") @Nullable
        String serviceRegion,

        @Schema(description = "The region that the endpoint is in")
        String region,

        @Schema(description = "Ids of the availability zones that the endpoint is in")
        List<String> availabilityZones,

        @Schema(description = "How clients get to know the endpoint's names")
        DnsSettings dns,

        @Schema(
                description =
                        "ARN of the IAM role that is this connection's own, for the service's allowed principals; "
                                + "null until it exists")
        @Nullable
        String principal,

        @Schema(description = "The VPC endpoint; null until it exists") @Nullable
        EndpointView endpoint,

        @Schema(description = "Counts the changes of intent; the ETag begins with it")
        long version,

        @Schema(hidden = true) @JsonIgnore long revision,

        @Schema(description = "When the connection was made")
        Instant createdAt,

        @Schema(description = "When it last changed") Instant updatedAt)
        implements ConnectionView {

    @Schema(name = "Endpoint", description = "A VPC endpoint, as AWS tells of it.")
    record EndpointView(
            @Schema(description = "The endpoint's id in AWS", example = "vpce-0a1b2c3d4e5f60718")
            String id,

            @Schema(description = "Its state, as AWS spells it", example = "available")
            String state,

            @Schema(description = "The names to reach it by; empty until it is available")
            List<DnsNameView> dnsNames) {}

    @Schema(name = "EndpointDnsName", description = "A name of an endpoint.")
    record DnsNameView(
            @Schema(description = "A DNS name, or an address")
            String name,

            @Schema(description = "The id of the zone that it leads into; null for the regional name") @Nullable
            String availabilityZone) {}

    static PrivateLinkView of(PrivateLinkConnection connection) {
        ConnectionState state = connection.state();
        PrivateLinkIntent intent = connection.intent();
        Endpoint endpoint = connection.holdings().endpoint();
        return new PrivateLinkView(
                connection.id(),
                ConnectionKind.AWS_PRIVATELINK,
                connection.name(),
                state.phase(),
                state.reason(),
                state.message(),
                state.note().awsErrorCode(),
                state.waitingOn(),
                PrivateLinkActions.of(connection).orElse(null),
                List.copyOf(connection.allowedActions()),
                intent.serviceName(),
                intent.serviceRegion(),
                intent.region(),
                intent.availabilityZones(),
                DnsSettings.of(intent.hostname()),
                connection.holdings().principal(),
                endpoint == null ? null : view(endpoint),
                connection.version(),
                connection.revision(),
                connection.createdAt(),
                connection.updatedAt());
    }

    private static EndpointView view(Endpoint endpoint) {
        return new EndpointView(
                endpoint.id(),
                endpoint.state(),
                endpoint.dnsNames().stream()
                        .map(name -> new DnsNameView(name.name(), name.availabilityZone()))
                        .toList());
    }
}
