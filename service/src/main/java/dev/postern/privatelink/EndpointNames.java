package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ProvisionedEndpoint.Name;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Into which zone each of an endpoint's DNS names leads. AWS writes the zone's <i>name</i>, which is one of our own
 * account, into the first label of a zonal name ({@code vpce-0a1b-2c3d-us-east-1a.vpce-svc-...}). A name that is an
 * address is looked up among the endpoint's network interfaces.
 */
@Component
class EndpointNames {

    private final AwsClients clients;
    private final Map<String, Map<String, String>> zoneIds = new ConcurrentHashMap<>();

    EndpointNames(AwsClients clients) {
        this.clients = clients;
    }

    /** In the order that AWS gives them in: the regional name first. */
    List<Name> of(PlacementId placement, VpcEndpoint endpoint) {
        Map<String, String> zones = zoneIds(placement);
        List<Name> names = endpoint.dnsEntries().stream()
                .map(entry -> name(entry, zones))
                .distinct()
                .toList();
        long withoutZone = names.stream().filter(name -> name.zone() == null).count();
        if (withoutZone <= 1) {
            return names;
        }
        Map<String, String> byAddress = zonesByAddress(placement, endpoint, zones);
        return names.stream()
                .map(name -> name.zone() == null
                        ? new Name(name.name(), byAddress.get(name.name()), name.hostedZoneId())
                        : name)
                .toList();
    }

    private static Name name(DnsEntry entry, Map<String, String> zones) {
        return new Name(entry.dnsName(), zoneInLabel(entry.dnsName(), zones), entry.hostedZoneId());
    }

    static @Nullable String zoneInLabel(String name, Map<String, String> zones) {
        String label = name.split("\\.", 2)[0];
        return zones.keySet().stream()
                .filter(zone -> label.endsWith("-" + zone))
                .max(Comparator.comparingInt(String::length))
                .map(zones::get)
                .orElse(null);
    }

    private Map<String, String> zonesByAddress(PlacementId placement, VpcEndpoint endpoint, Map<String, String> zones) {
        Ec2Client ec2 = clients.ec2(placement);
        return ec2
                .describeNetworkInterfaces(request -> request.networkInterfaceIds(endpoint.networkInterfaceIds()))
                .networkInterfaces()
                .stream()
                .filter(each -> zones.containsKey(each.availabilityZone()))
                .flatMap(each -> each.privateIpAddresses().stream()
                        .map(NetworkInterfacePrivateIpAddress::privateIpAddress)
                        .map(address -> Map.entry(address, String.valueOf(zones.get(each.availabilityZone())))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (left, right) -> left));
    }

    /** Zone ids by zone name, as the placement's account has them; they never change. */
    private Map<String, String> zoneIds(PlacementId placement) {
        return zoneIds.computeIfAbsent(
                placement.region() + "/" + placement.account(),
                key -> clients.ec2(placement).describeAvailabilityZones().availabilityZones().stream()
                        .collect(Collectors.toMap(AvailabilityZone::zoneName, AvailabilityZone::zoneId)));
    }
}
