package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Region;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Subnet;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code DescribeVpcs}, {@code DescribeSubnets}, {@code DescribeAvailabilityZones}. */
final class VpcOperations {

    private static final int FREE_ADDRESSES = 251;

    private final Setting setting;

    VpcOperations(Setting setting) {
        this.setting = setting;
    }

    Xml describeVpcs(AwsCall call) {
        List<String> ids = call.parameters().list("VpcId");
        List<Vpc> own = setting.vpcs(call.accountId(), call.region()).toList();
        for (String id : ids) {
            if (own.stream().noneMatch(vpc -> vpc.id().equals(id))) {
                throw Ec2Errors.vpcNotFound(id);
            }
        }
        Filters filters = Filters.of(call.parameters());
        List<Vpc> matching = own.stream()
                .filter(vpc -> ids.isEmpty() || ids.contains(vpc.id()))
                .filter(vpc -> filters.match(Map.of(), name -> attribute(vpc, name)))
                .toList();
        Page<Vpc> page = Ec2Pages.page(call.parameters(), matching, Vpc::id);
        return Xml.element("result")
                .with(Xml.items("vpcSet", page.stream().map(VpcOperations::write)))
                .with("nextToken", page.nextToken());
    }

    Xml describeSubnets(AwsCall call) {
        List<String> ids = call.parameters().list("SubnetId");
        List<Subnet> own = setting.vpcs(call.accountId(), call.region())
                .flatMap(vpc -> vpc.subnets().stream())
                .toList();
        for (String id : ids) {
            if (own.stream().noneMatch(subnet -> subnet.id().equals(id))) {
                throw Ec2Errors.subnetNotFound(id);
            }
        }
        Filters filters = Filters.of(call.parameters());
        List<Subnet> matching = own.stream()
                .filter(subnet -> ids.isEmpty() || ids.contains(subnet.id()))
                .filter(subnet -> filters.match(Map.of(), name -> attribute(call, subnet, name)))
                .sorted(Comparator.comparing(Subnet::id))
                .toList();
        Page<Subnet> page = Ec2Pages.page(call.parameters(), matching, Subnet::id);
        return Xml.element("result")
                .with(Xml.items("subnetSet", page.stream().map(subnet -> write(call, subnet))))
                .with("nextToken", page.nextToken());
    }

    Xml describeAvailabilityZones(AwsCall call) {
        Account account = setting.account(call.accountId());
        Region region = setting.region(call.region());
        List<String> names = call.parameters().list("ZoneName");
        List<String> ids = call.parameters().list("ZoneId");
        Filters filters = Filters.of(call.parameters());
        Stream<Xml> zones = region.zoneIds().stream()
                .filter(id -> ids.isEmpty() || ids.contains(id))
                .filter(id -> names.isEmpty() || names.contains(account.zoneName(region, id)))
                .filter(id -> filters.match(name -> switch (name) {
                    case "zone-id" -> Stream.of(id);
                    case "zone-name" -> Stream.of(account.zoneName(region, id));
                    case "region-name" -> Stream.of(region.name());
                    case "state" -> Stream.of("available");
                    default -> null;
                }))
                .map(id -> Xml.element("item")
                        .with("optInStatus", "opt-in-not-required")
                        .with("regionName", region.name())
                        .with("zoneName", account.zoneName(region, id))
                        .with("zoneId", id)
                        .with("groupName", region.name() + "-zg-1")
                        .with("networkBorderGroup", region.name())
                        .with("zoneType", "availability-zone")
                        .with("zoneState", "available"));
        return Xml.element("result").with(Xml.items("availabilityZoneInfo", zones));
    }

    private String zoneName(AwsCall call, Subnet subnet) {
        return setting.account(call.accountId()).zoneName(setting.region(call.region()), subnet.zoneId());
    }

    private static Xml write(Vpc vpc) {
        return Xml.element("item")
                .with("ownerId", vpc.account().id())
                .with("vpcId", vpc.id())
                .with("state", "available")
                .with("cidrBlock", vpc.cidrBlock())
                .with("instanceTenancy", "default")
                .with("isDefault", false);
    }

    private Xml write(AwsCall call, Subnet subnet) {
        return Xml.element("item")
                .with("ownerId", call.accountId())
                .with("subnetId", subnet.id())
                .with("vpcId", subnet.vpcId())
                .with("state", "available")
                .with("cidrBlock", subnet.cidrBlock())
                .with("availableIpAddressCount", FREE_ADDRESSES)
                .with("availabilityZone", zoneName(call, subnet))
                .with("availabilityZoneId", subnet.zoneId());
    }

    private static @Nullable Stream<String> attribute(Vpc vpc, String name) {
        return switch (name) {
            case "vpc-id" -> Stream.of(vpc.id());
            case "owner-id" -> Stream.of(vpc.account().id());
            case "cidr" -> Stream.of(vpc.cidrBlock());
            case "state" -> Stream.of("available");
            default -> null;
        };
    }

    private @Nullable Stream<String> attribute(AwsCall call, Subnet subnet, String name) {
        return switch (name) {
            case "subnet-id" -> Stream.of(subnet.id());
            case "vpc-id" -> Stream.of(subnet.vpcId());
            case "availability-zone", "availabilityZone" -> Stream.of(zoneName(call, subnet));
            case "availability-zone-id", "availabilityZoneId" -> Stream.of(subnet.zoneId());
            case "state" -> Stream.of("available");
            default -> null;
        };
    }
}
