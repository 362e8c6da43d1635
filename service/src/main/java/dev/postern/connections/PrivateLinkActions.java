package dev.postern.connections;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the one who acts next upon a PrivateLink connection what to do. */
final class PrivateLinkActions {

    private PrivateLinkActions() {}

    /** Empty where nobody but us or AWS has anything to do. */
    static Optional<NextAction> of(PrivateLinkConnection connection) {
        PrivateLinkIntent intent = connection.intent();
        Endpoint endpoint = connection.holdings().endpoint();
        return switch (connection.state()) {
            case ConnectionState.ServiceNameNeeded needed ->
                action(
                        "Allow the principal to use your endpoint service, then tell this connection the name of the service.",
                        allow(connection, "vpce-svc-YOUR-SERVICE"));
            case ConnectionState.ServiceNotVisible invisible ->
                action(
                        "Check the name of the service, and that its allowed principals name this connection's "
                                + "principal (an ARN for itself, without a path). It is looked for again by itself. If both "
                                + "are right, ask the operator whether another connection has the service.",
                        allow(connection, serviceId(intent)));
            case ConnectionState.EndpointAcceptance acceptance ->
                action(
                        "Accept the endpoint in the account that the endpoint service is in.",
                        ofEndpoint("accept-vpc-endpoint-connections", intent, endpoint));
            case ConnectionState.EndpointRejected rejected ->
                action(
                        "The endpoint was rejected by the owner of the service. Accept it after all, or retry to have "
                                + "a new one made.",
                        ofEndpoint("accept-vpc-endpoint-connections", intent, endpoint));
            case ConnectionState.EndpointExpired expired ->
                action("The endpoint was not accepted in time. Retry, and accept the new one.", null);
            case ConnectionState.DnsConflict conflict ->
                action(
                        ("Remove the other private zone for %s from the VPC of the endpoint, if it can be spared. It is "
                                        + "tried again by itself. With another hostname it takes another connection.")
                                .formatted(intent.hostname()),
                        null);
            case ConnectionState.ZoneNotSupported unsupported ->
                action("Change the availability zones to ones that the service is in.", null);
            case ConnectionState.RegionNotServed unserved ->
                action("Configure a placement in %s, then retry.".formatted(intent.region()), null);
            case ConnectionState.NoCapacity noCapacity -> action(room(connection), null);
            case ConnectionState.AwsError error -> action("Look at what AWS answered, cure it, then retry.", null);
            case ConnectionState.OfBastion foreign -> throw foreign.notOf(connection.kind());
            case ConnectionState.Pending pending -> Optional.empty();
            case ConnectionState.Provisioning provisioning -> Optional.empty();
            case ConnectionState.Available available -> Optional.empty();
            case ConnectionState.Degraded degraded -> Optional.empty();
            case ConnectionState.Deleting deleting -> Optional.empty();
            case ConnectionState.Deleted deleted -> Optional.empty();
        };
    }

    private static String room(PrivateLinkConnection connection) {
        return connection.lacksOnlyItsZone()
                ? "Raise the quota of hosted zones, then retry. The endpoint stays."
                : "Raise the quota or add a placement in %s, then retry."
                        .formatted(connection.intent().region());
    }

    private static Optional<NextAction> action(String summary, @Nullable String command) {
        return Optional.of(new NextAction(summary, command));
    }

    private static @Nullable String allow(PrivateLinkConnection connection, @Nullable String serviceId) {
        String principal = connection.holdings().principal();
        return principal == null || serviceId == null
                ? null
                : "aws ec2 modify-vpc-endpoint-service-permissions --region %s --service-id %s --add-allowed-principals %s"
                        .formatted(serviceRegion(connection.intent()), serviceId, principal);
    }

    private static @Nullable String ofEndpoint(String verb, PrivateLinkIntent intent, @Nullable Endpoint endpoint) {
        String serviceId = serviceId(intent);
        return endpoint == null || serviceId == null
                ? null
                : "aws ec2 %s --region %s --service-id %s --vpc-endpoint-ids %s"
                        .formatted(verb, serviceRegion(intent), serviceId, endpoint.id());
    }

    private static String serviceRegion(PrivateLinkIntent intent) {
        String region = intent.serviceRegion();
        return region == null ? intent.region() : region;
    }

    /** {@code vpce-svc-...}, the last part of the service's name. */
    private static @Nullable String serviceId(PrivateLinkIntent intent) {
        String name = intent.serviceName();
        return name == null ? null : name.substring(name.lastIndexOf('.') + 1);
    }
}
