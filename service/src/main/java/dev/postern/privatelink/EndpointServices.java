package dev.postern.privatelink;

import dev.postern.connections.spi.DiscoveredService;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.privatelink.Refusals.Caller;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;

/** Tenants' endpoint services, looked for as the connection's principal. */
@Component
class EndpointServices {

    private final AwsClients clients;
    private final PrincipalSessions sessions;

    EndpointServices(AwsClients clients, PrincipalSessions sessions) {
        this.clients = clients;
        this.sessions = sessions;
    }

    Outcome<DiscoveredService> discover(PlacementId placement, ResourceNames names, ServiceReference service) {
        return Refusals.attempt(Caller.CONNECTION, () -> {
            AwsCredentialsProvider session = sessions.of(placement, names);
            List<ServiceDetail> found = clients.ec2(placement)
                    .describeVpcEndpointServices(request(placement, service, session))
                    .serviceDetails();
            if (found.isEmpty()) {
                return new Outcome.Refused<>(
                        new Refusal(Cause.SERVICE_NOT_VISIBLE, null, "AWS lists no service of that name"));
            }
            ServiceDetail detail = found.getFirst();
            return new Outcome.Done<>(new DiscoveredService(
                    detail.availabilityZoneIds(), Boolean.TRUE.equals(detail.acceptanceRequired())));
        });
    }

    private static DescribeVpcEndpointServicesRequest request(
            PlacementId placement, ServiceReference service, AwsCredentialsProvider session) {
        DescribeVpcEndpointServicesRequest.Builder request = DescribeVpcEndpointServicesRequest.builder()
                .serviceNames(service.name())
                .overrideConfiguration(override -> override.credentialsProvider(session));
        if (!service.region().equals(placement.region())) {
            request.serviceRegions(service.region());
        }
        return request.build();
    }
}
