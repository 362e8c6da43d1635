package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The owner's side of endpoint services: {@code CreateVpcEndpointServiceConfiguration}, {@code
 * DescribeVpcEndpointServiceConfigurations}, {@code DeleteVpcEndpointServiceConfigurations}. A service has exactly one
 * load balancer here, one that was registered with the world.
 */
final class ServiceConfigurations {

    private final Setting setting;
    private final EndpointServices services;
    private final Endpoints endpoints;
    private final ClientTokens tokens;

    ServiceConfigurations(Setting setting, EndpointServices services, Endpoints endpoints, ClientTokens tokens) {
        this.setting = setting;
        this.services = services;
        this.endpoints = endpoints;
        this.tokens = tokens;
    }

    Xml create(AwsCall call) {
        return tokens.once(call, () -> {
            EndpointService service = make(call);
            services.put(service);
            return Xml.element("result").with(write(service).named("serviceConfiguration"));
        });
    }

    Xml describe(AwsCall call) {
        List<String> ids = call.parameters().list("ServiceId");
        ids.forEach(id -> owned(call, id));
        Filters filters = Filters.of(call.parameters());
        List<EndpointService> matching = owned(call)
                .filter(service -> ids.isEmpty() || ids.contains(service.id()))
                .filter(service -> filters.match(service.tags(), name -> attribute(service, name)))
                .toList();
        Page<EndpointService> page = Ec2Pages.page(call.parameters(), matching, EndpointService::id);
        return Xml.element("result")
                .with(Xml.items("serviceConfigurationSet", page.stream().map(this::write)))
                .with("nextToken", page.nextToken());
    }

    Xml delete(AwsCall call) {
        return Unsuccessful.listOf(call.parameters().list("ServiceId"), id -> {
            EndpointService service = owned(call, id);
            if (endpoints.of(service).anyMatch(endpoint -> endpoint.state().isOpenRequest())) {
                throw AwsException.badRequest(
                        "ExistingVpcEndpointConnections", "Service has existing active VPC Endpoint connections!");
            }
            services.remove(id);
        });
    }

    /**
     * A service of the caller's account in the call's region.
     *
     * @throws AwsException {@code InvalidVpcEndpointServiceId.NotFound} if it is none
     */
    EndpointService owned(AwsCall call, String id) {
        return owned(call)
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.serviceIdNotFound(id));
    }

    Stream<EndpointService> owned(AwsCall call) {
        return services.list().stream()
                .filter(service -> service.accountId().equals(call.accountId()))
                .filter(service -> service.region().equals(call.region()));
    }

    private EndpointService make(AwsCall call) {
        QueryParameters parameters = call.parameters();
        List<String> arns = parameters.list("NetworkLoadBalancerArn");
        if (arns.size() != 1) {
            throw Ec2Errors.invalidParameter("The sandbox wants exactly one network load balancer for a service");
        }
        TenantLoadBalancer loadBalancer = services.loadBalancer(arns.getFirst())
                .filter(found -> found.accountId().equals(call.accountId()))
                .filter(found -> found.region().equals(call.region()))
                .orElseThrow(() -> Ec2Errors.invalidParameter("Load balancer '" + arns.getFirst() + "' not found"));
        Set<String> regions = new TreeSet<>(parameters.list("SupportedRegion"));
        regions.add(call.region());
        return new EndpointService(
                Ids.random("vpce-svc-"),
                call.accountId(),
                call.region(),
                loadBalancer.zoneIds(),
                regions,
                loadBalancer.arn(),
                parameters.text("AcceptanceRequired").map(Boolean::parseBoolean).orElse(true),
                Map.of(),
                TagSpecifications.read(parameters, "vpc-endpoint-service"),
                call.at());
    }

    private Xml write(EndpointService service) {
        Account owner = setting.account(service.accountId());
        return Xml.element("item")
                .with(Xml.items("serviceType", Stream.of(Xml.element("item").with("serviceType", "Interface"))))
                .with("serviceId", service.id())
                .with("serviceName", service.name())
                .with("serviceState", "Available")
                .with(Xml.texts("availabilityZoneIdSet", "item", service.zoneIds().stream()))
                .with(Xml.texts(
                        "availabilityZoneSet",
                        "item",
                        service.zoneIds().stream()
                                .map(zoneId -> owner.zoneName(setting.region(service.region()), zoneId))))
                .with("acceptanceRequired", service.acceptanceRequired())
                .with("managesVpcEndpoints", false)
                .with(Xml.texts("networkLoadBalancerArnSet", "item", Stream.of(service.loadBalancerArn())))
                .with(Xml.texts("supportedIpAddressTypeSet", "item", Stream.of("ipv4")))
                .with(EndpointXml.tags(service.tags()))
                .with(Xml.items(
                        "supportedRegionSet",
                        service.supportedRegions().stream()
                                .sorted()
                                .map(region -> Xml.element("item")
                                        .with("region", region)
                                        .with("serviceState", "Available"))))
                .with("remoteAccessEnabled", service.supportedRegions().size() > 1);
    }

    private static @Nullable Stream<String> attribute(EndpointService service, String name) {
        return switch (name) {
            case "service-id" -> Stream.of(service.id());
            case "service-name" -> Stream.of(service.name());
            case "service-state" -> Stream.of("Available");
            default -> null;
        };
    }
}
