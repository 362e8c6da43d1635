package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code DescribeVpcEndpoints} and {@code DeleteVpcEndpoints}. */
final class EndpointOperations {

    private final Endpoints endpoints;
    private final EndpointLife life;
    private final EndpointXml xml;

    EndpointOperations(Endpoints endpoints, EndpointLife life, EndpointXml xml) {
        this.endpoints = endpoints;
        this.life = life;
        this.xml = xml;
    }

    Xml describe(AwsCall call) {
        QueryParameters parameters = call.parameters();
        Filters filters = Filters.of(parameters);
        List<VpcEndpoint> matching = chosen(call, parameters.list("VpcEndpointId"))
                .filter(endpoint -> filters.match(endpoint.tags(), name -> attribute(endpoint, name)))
                .toList();
        Page<VpcEndpoint> page = Ec2Pages.page(parameters, matching, VpcEndpoint::id);
        return Xml.element("result")
                .with(Xml.items("vpcEndpointSet", page.stream().map(xml::write)))
                .with("nextToken", page.nextToken());
    }

    Xml delete(AwsCall call) {
        return Unsuccessful.listOf(call.parameters().list("VpcEndpointId"), id -> {
            if (endpoints.find(call.accountId(), call.region(), id).isEmpty()) {
                throw AwsException.badRequest(
                        "InvalidVpcEndpoint.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
            }
            life.delete(id);
        });
    }

    private Stream<VpcEndpoint> chosen(AwsCall call, List<String> ids) {
        if (ids.isEmpty()) {
            return endpoints.of(call.accountId(), call.region());
        }
        return ids.stream()
                .distinct()
                .sorted()
                .map(id -> endpoints
                        .find(call.accountId(), call.region(), id)
                        .orElseThrow(() -> Ec2Errors.endpointNotFound(id)));
    }

    private @Nullable Stream<String> attribute(VpcEndpoint endpoint, String name) {
        return switch (name) {
            case "vpc-endpoint-id" -> Stream.of(endpoint.id());
            case "vpc-endpoint-state" -> Stream.of(xml.state(endpoint));
            case "vpc-endpoint-type" -> Stream.of("Interface");
            case "vpc-id" -> Stream.of(endpoint.vpcId());
            case "service-name" -> Stream.of(endpoint.serviceName());
            case "service-region" -> Stream.of(endpoint.serviceRegion());
            default -> null;
        };
    }
}
