package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code DescribeNetworkInterfaces}: the interfaces of endpoints, which are all that there are. */
final class InterfaceOperations {

    private final Setting setting;
    private final Endpoints endpoints;

    InterfaceOperations(Setting setting, Endpoints endpoints) {
        this.setting = setting;
        this.endpoints = endpoints;
    }

    Xml describe(AwsCall call) {
        List<String> ids = call.parameters().list("NetworkInterfaceId");
        List<Placed> own = endpoints
                .of(call.accountId(), call.region())
                .filter(endpoint -> !endpoint.state().isBeingDeleted())
                .flatMap(endpoint -> endpoint.interfaces().stream().map(each -> new Placed(endpoint, each)))
                .sorted(Comparator.comparing(Placed::id))
                .toList();
        for (String id : ids) {
            if (own.stream().noneMatch(placed -> placed.id().equals(id))) {
                throw AwsException.badRequest(
                        "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '" + id + "' does not exist");
            }
        }
        Filters filters = Filters.of(call.parameters());
        List<Placed> matching = own.stream()
                .filter(placed -> ids.isEmpty() || ids.contains(placed.id()))
                .filter(placed -> filters.match(Map.of(), name -> attribute(placed, name)))
                .toList();
        Page<Placed> page = Ec2Pages.page(call.parameters(), matching, Placed::id);
        return Xml.element("result")
                .with(Xml.items("networkInterfaceSet", page.stream().map(this::write)))
                .with("nextToken", page.nextToken());
    }

    private record Placed(VpcEndpoint endpoint, EndpointInterface eni) {
        String id() {
            return eni.id();
        }

        String description() {
            return "VPC Endpoint Interface " + endpoint.id();
        }
    }

    private String zoneName(Placed placed) {
        VpcEndpoint endpoint = placed.endpoint();
        return setting.account(endpoint.accountId())
                .zoneName(setting.region(endpoint.region()), placed.eni().zoneId());
    }

    private Xml write(Placed placed) {
        EndpointInterface eni = placed.eni();
        Xml address = Xml.element("item").with("primary", true).with("privateIpAddress", eni.address());
        return Xml.element("item")
                .with("networkInterfaceId", eni.id())
                .with("availabilityZone", zoneName(placed))
                .with("availabilityZoneId", eni.zoneId())
                .with("description", placed.description())
                .with(EndpointXml.groups(placed.endpoint()))
                .with("interfaceType", "vpc_endpoint")
                .with("ownerId", placed.endpoint().accountId())
                .with("privateIpAddress", eni.address())
                .with(Xml.items("privateIpAddressesSet", Stream.of(address)))
                .with("requesterManaged", true)
                .with("status", "in-use")
                .with("subnetId", eni.subnetId())
                .with("vpcId", placed.endpoint().vpcId());
    }

    private @Nullable Stream<String> attribute(Placed placed, String name) {
        return switch (name) {
            case "network-interface-id" -> Stream.of(placed.id());
            case "subnet-id" -> Stream.of(placed.eni().subnetId());
            case "vpc-id" -> Stream.of(placed.endpoint().vpcId());
            case "availability-zone" -> Stream.of(zoneName(placed));
            case "availability-zone-id" -> Stream.of(placed.eni().zoneId());
            case "description" -> Stream.of(placed.description());
            case "group-id" -> placed.endpoint().securityGroupIds().stream();
            case "interface-type" -> Stream.of("vpc_endpoint");
            case "private-ip-address", "addresses.private-ip-address" ->
                Stream.of(placed.eni().address());
            default -> null;
        };
    }
}
