package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneSummary;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** Finds the hosted zones that are a connection's, by name and caller reference. */
@Component
class ZoneFinder {

    private static final String PAGE = "100";

    private final AwsClients clients;

    ZoneFinder(AwsClients clients) {
        this.clients = clients;
    }

    /** A zone, with the VPCs that it is associated with. */
    record FoundZone(String id, ZoneReference reference, List<String> vpcs) {

        boolean serves(PlacementId placement) {
            return vpcs.contains(placement.vpc());
        }
    }

    /** All zones of the connection with that name: normally one at most. */
    List<FoundZone> find(PlacementId placement, ZoneReference wanted, Hostname hostname) {
        return named(clients.route53(placement), hostname).stream()
                .filter(zone -> isOurs(zone, wanted))
                .flatMap(zone -> read(placement, bare(zone.id())).stream())
                .toList();
    }

    /** The connection's zone of that name in the placement's VPC, also where the list of names is behind. */
    Optional<FoundZone> findInVpc(PlacementId placement, ZoneReference wanted, Hostname hostname) {
        Route53Client route53 = clients.route53(placement);
        String token = null;
        do {
            String from = token;
            ListHostedZonesByVpcResponse page = route53.listHostedZonesByVPC(request -> request.vpcId(placement.vpc())
                    .vpcRegion(placement.region())
                    .maxItems(PAGE)
                    .nextToken(from));
            Optional<FoundZone> found = page.hostedZoneSummaries().stream()
                    .filter(zone -> isNamed(zone.name(), hostname))
                    .filter(zone -> isOf(zone, placement.account()))
                    .flatMap(zone -> read(placement, bare(zone.hostedZoneId())).stream())
                    .filter(zone -> zone.reference().sharesConnection(wanted))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return Optional.empty();
    }

    /** Ids come with the path of their resource in some answers, and without in others. */
    static String bare(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    static boolean isNamed(String name, Hostname hostname) {
        return Hostname.canonical(name).equals(hostname.value());
    }

    /** Empty if it is gone, or not one that we made. */
    private Optional<FoundZone> read(PlacementId placement, String id) {
        try {
            GetHostedZoneResponse zone = clients.route53(placement).getHostedZone(request -> request.id(id));
            return ZoneReference.parse(zone.hostedZone().callerReference())
                    .map(reference -> new FoundZone(
                            id,
                            reference,
                            zone.vpCs().stream().map(vpc -> vpc.vpcId()).toList()));
        } catch (NoSuchHostedZoneException gone) {
            return Optional.empty();
        }
    }

    /** The list is in the order of names and begins at the one that is asked for. */
    private static List<HostedZone> named(Route53Client route53, Hostname hostname) {
        List<HostedZone> found = new ArrayList<>();
        ListHostedZonesByNameResponse page = null;
        do {
            ListHostedZonesByNameResponse before = page;
            page = route53.listHostedZonesByName(request -> request.maxItems(PAGE)
                    .dnsName(before == null ? hostname.value() : before.nextDNSName())
                    .hostedZoneId(before == null ? null : before.nextHostedZoneId()));
            page.hostedZones().stream()
                    .filter(zone -> isNamed(zone.name(), hostname))
                    .forEach(found::add);
        } while (Boolean.TRUE.equals(page.isTruncated()) && isNamed(page.nextDNSName(), hostname));
        return found;
    }

    private static boolean isOurs(HostedZone zone, ZoneReference wanted) {
        return ZoneReference.parse(zone.callerReference())
                .filter(wanted::sharesConnection)
                .isPresent();
    }

    private static boolean isOf(HostedZoneSummary zone, String account) {
        return zone.owner() != null && account.equals(zone.owner().owningAccount());
    }
}
