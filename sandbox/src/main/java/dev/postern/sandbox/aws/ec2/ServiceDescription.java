package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code DescribeVpcEndpointServices}: what a consumer sees of a service. Zone ids and zone names are listed separately,
 * and the names are those of the <i>caller's</i> account.
 */
final class ServiceDescription {

    private final Setting setting;
    private final EndpointServices services;

    ServiceDescription(Setting setting, EndpointServices services) {
        this.setting = setting;
        this.services = services;
    }

    Xml describe(AwsCall call) {
        QueryParameters parameters = call.parameters();
        List<String> regions = parameters.list("ServiceRegion");
        Collection<String> serviceRegions = regions.isEmpty() ? List.of(call.region()) : regions;
        List<String> names = parameters.list("ServiceName");
        Filters filters = Filters.of(parameters);
        Stream<EndpointService> chosen = names.isEmpty()
                ? services.visible(call.caller(), call.region())
                        .filter(service -> serviceRegions.contains(service.region()))
                : names.stream().map(name -> visible(call, serviceRegions, name));
        List<EndpointService> matching = chosen.filter(
                        service -> filters.match(service.tags(), name -> attribute(service, name)))
                .sorted(Comparator.comparing(EndpointService::name))
                .toList();
        Page<EndpointService> page = Ec2Pages.page(parameters, matching, EndpointService::name);
        Account account = setting.account(call.accountId());
        return Xml.element("result")
                .with(Xml.texts("serviceNameSet", "item", page.stream().map(EndpointService::name)))
                .with(Xml.items("serviceDetailSet", page.stream().map(service -> detail(service, account))))
                .with("nextToken", page.nextToken());
    }

    private EndpointService visible(AwsCall call, Collection<String> serviceRegions, String name) {
        return serviceRegions.stream()
                .flatMap(region -> services.visible(call.caller(), call.region())
                        .filter(service -> service.region().equals(region))
                        .filter(service -> service.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.serviceNameUnknown(name));
    }

    private Xml detail(EndpointService service, Account account) {
        return Xml.element("item")
                .with("serviceName", service.name())
                .with("serviceId", service.id())
                .with(Xml.items("serviceType", Stream.of(Xml.element("item").with("serviceType", "Interface"))))
                .with("serviceRegion", service.region())
                .with(Xml.texts("availabilityZoneIdSet", "item", service.zoneIds().stream()))
                .with(Xml.texts("availabilityZoneSet", "item", zoneNames(service, account)))
                .with("owner", service.accountId())
                .with(Xml.texts(
                        "baseEndpointDnsNameSet",
                        "item",
                        Stream.of(service.id() + "." + service.region() + ".vpce.amazonaws.com")))
                .with("vpcEndpointPolicySupported", true)
                .with("acceptanceRequired", service.acceptanceRequired())
                .with("managesVpcEndpoints", false)
                .with(EndpointXml.tags(service.tags()))
                .with(Xml.texts("supportedIpAddressTypeSet", "item", Stream.of("ipv4")));
    }

    private Stream<String> zoneNames(EndpointService service, Account account) {
        return service.zoneIds().stream()
                .map(zoneId -> account.zoneName(setting.region(service.region()), zoneId))
                .sorted();
    }

    private static @Nullable Stream<String> attribute(EndpointService service, String name) {
        return switch (name) {
            case "owner" -> Stream.of(service.accountId());
            case "service-name" -> Stream.of(service.name());
            case "service-region" -> Stream.of(service.region());
            case "service-type" -> Stream.of("Interface");
            default -> null;
        };
    }
}
