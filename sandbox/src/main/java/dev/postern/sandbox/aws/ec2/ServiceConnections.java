package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of endpoints: {@code DescribeVpcEndpointConnections}, {@code AcceptVpcEndpointConnections}, {@code
 * RejectVpcEndpointConnections}. What has been deleted by the consumer is not shown.
 */
final class ServiceConnections {

    private final ServiceConfigurations configurations;
    private final Endpoints endpoints;
    private final EndpointLife life;
    private final EndpointXml xml;

    ServiceConnections(ServiceConfigurations configurations, Endpoints endpoints, EndpointLife life, EndpointXml xml) {
        this.configurations = configurations;
        this.endpoints = endpoints;
        this.life = life;
        this.xml = xml;
    }

    Xml describe(AwsCall call) {
        Filters filters = Filters.of(call.parameters());
        List<Connection> matching = configurations
                .owned(call)
                .flatMap(service -> endpoints.of(service).map(endpoint -> new Connection(service, endpoint)))
                .filter(connection -> connection.endpoint().state() != EndpointState.DELETED)
                .filter(connection -> filters.match(connection::attribute))
                .sorted(Comparator.comparing(Connection::id))
                .toList();
        Page<Connection> page = Ec2Pages.page(call.parameters(), matching, Connection::id);
        return Xml.element("result")
                .with(Xml.items("vpcEndpointConnectionSet", page.stream().map(this::write)))
                .with("nextToken", page.nextToken());
    }

    Xml accept(AwsCall call) {
        return decide(call, life::accept);
    }

    Xml reject(AwsCall call) {
        return decide(call, life::reject);
    }

    private Xml decide(AwsCall call, Predicate<String> decision) {
        EndpointService service = configurations.owned(call, call.parameters().required("ServiceId"));
        return Unsuccessful.listOf(call.parameters().list("VpcEndpointId"), id -> {
            VpcEndpoint endpoint = endpoints
                    .of(service)
                    .filter(found -> found.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> AwsException.badRequest(
                            "InvalidVpcEndpoint.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist"));
            if (!decision.test(id)) {
                throw AwsException.badRequest(
                        "InvalidState",
                        "The Vpc Endpoint '" + id + "' is " + endpoint.state().wireName());
            }
        });
    }

    private Xml write(Connection connection) {
        VpcEndpoint endpoint = connection.endpoint();
        return Xml.element("item")
                .with("serviceId", connection.service().id())
                .with("vpcEndpointId", endpoint.id())
                .with("vpcEndpointOwner", endpoint.accountId())
                .with("vpcEndpointState", xml.state(endpoint))
                .with("creationTimestamp", endpoint.createdAt())
                .with(xml.dnsEntries(endpoint))
                .with(Xml.texts(
                        "networkLoadBalancerArnSet",
                        "item",
                        Stream.of(connection.service().loadBalancerArn())))
                .with("ipAddressType", "ipv4")
                .with("vpcEndpointConnectionId", endpoint.connectionId())
                .with("vpcEndpointRegion", endpoint.region());
    }

    /** An endpoint as the owner of the service sees it. */
    private record Connection(EndpointService service, VpcEndpoint endpoint) {

        String id() {
            return endpoint.connectionId();
        }

        @Nullable
        Stream<String> attribute(String name) {
            return switch (name) {
                case "service-id" -> Stream.of(service.id());
                case "vpc-endpoint-id" -> Stream.of(endpoint.id());
                case "vpc-endpoint-owner" -> Stream.of(endpoint.accountId());
                case "vpc-endpoint-region" -> Stream.of(endpoint.region());
                case "vpc-endpoint-state" -> Stream.of(endpoint.state().wireName());
                default -> null;
            };
        }
    }
}
