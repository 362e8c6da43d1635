package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Page;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.List;

/** {@code ListHostedZones}, {@code ListHostedZonesByName}, {@code ListHostedZonesByVPC}. */
final class ZoneLists {

    private static final int MAX_ITEMS = 100;

    private final Zones zones;

    ZoneLists(Zones zones) {
        this.zones = zones;
    }

    Xml list(AwsCall call) {
        QueryParameters query = call.request().query();
        int size = maxItems(query);
        String marker = query.text("marker").orElse(null);
        Page<HostedZone> page = Page.of(zones.of(call.accountId()).toList(), Zones::order, size, marker);
        return Xml.element("result")
                .with(Xml.list("HostedZones", "HostedZone", page.stream().map(ZoneXml::write)))
                .with("Marker", marker)
                .with("IsTruncated", page.nextToken() != null)
                .with("NextMarker", page.nextToken())
                .with("MaxItems", size);
    }

    /** Begins at the name, and at the id among zones of that name; what comes next is named at the end. */
    Xml listByName(AwsCall call) {
        QueryParameters query = call.request().query();
        int size = maxItems(query);
        String from = query.text("dnsname").map(DnsNames::reversed).orElse("")
                + query.text("hostedzoneid").map(id -> " " + bare(id)).orElse("");
        List<HostedZone> rest = zones.of(call.accountId())
                .filter(zone -> Zones.order(zone).compareTo(from) >= 0)
                .toList();
        Xml result = Xml.element("result")
                .with(Xml.list(
                        "HostedZones", "HostedZone", rest.stream().limit(size).map(ZoneXml::write)))
                .with("DNSName", query.text("dnsname").orElse(null))
                .with("HostedZoneId", query.text("hostedzoneid").orElse(null))
                .with("IsTruncated", rest.size() > size)
                .with("MaxItems", size);
        if (rest.size() > size) {
            HostedZone next = rest.get(size);
            result.with("NextDNSName", next.name()).with("NextHostedZoneId", next.id());
        }
        return result;
    }

    /** Of all accounts, as in AWS: a VPC may be associated with another account's zone. */
    Xml listByVpc(AwsCall call) {
        QueryParameters query = call.request().query();
        int size = maxItems(query);
        String vpcId = query.required("vpcid");
        List<HostedZone> matching =
                zones.list().stream().filter(zone -> zone.serves(vpcId)).toList();
        Page<HostedZone> page =
                Page.of(matching, HostedZone::id, size, query.text("nexttoken").orElse(null));
        return Xml.element("result")
                .with(Xml.list(
                        "HostedZoneSummaries",
                        "HostedZoneSummary",
                        page.stream().map(ZoneLists::summary)))
                .with("MaxItems", size)
                .with("NextToken", page.nextToken());
    }

    private static Xml summary(HostedZone zone) {
        return Xml.element("HostedZoneSummary")
                .with("HostedZoneId", zone.id())
                .with("Name", zone.name())
                .with(Xml.element("Owner").with("OwningAccount", zone.accountId()));
    }

    /** An id may come with the path that Route 53 shows it with. */
    static String bare(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    static int maxItems(QueryParameters query) {
        int size = query.number("maxitems").orElse(MAX_ITEMS);
        if (size < 1) {
            throw AwsException.badRequest("InvalidInput", "maxitems must be at least 1");
        }
        return size;
    }
}
