package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.aws.wire.XmlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code CreateHostedZone}, {@code GetHostedZone}, {@code DeleteHostedZone}. */
final class ZoneOperations {

    private static final int CONFLICT = 409;
    private static final int ID_LENGTH = 20;
    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;
    private static final String NAME_SERVER = "ns-0.awsdns-00.com.";

    private final Setting setting;
    private final Zones zones;
    private final Changes changes;

    ZoneOperations(Setting setting, Zones zones, Changes changes) {
        this.setting = setting;
        this.zones = zones;
        this.changes = changes;
    }

    Xml create(AwsCall call) {
        Xml request = XmlText.read(call.request().body());
        String name = DnsNames.canonical(required(request, "Name"));
        String reference = required(request, "CallerReference");
        if (zones.used(call.accountId(), reference)) {
            throw new AwsException(
                    CONFLICT,
                    "HostedZoneAlreadyExists",
                    "A hosted zone has already been created with the specified caller reference.");
        }
        Optional<HostedZone.ZoneVpc> vpc = request.child("VPC").map(this::readVpc);
        vpc.ifPresent(wanted -> checkConflict(name, wanted));
        HostedZone zone = new HostedZone(
                Ids.capitals("Z", ID_LENGTH),
                call.accountId(),
                name,
                reference,
                request.child("HostedZoneConfig")
                        .flatMap(config -> config.text("Comment"))
                        .orElse(""),
                vpc.isPresent(),
                vpc.stream().toList(),
                List.of(
                        new RecordSet(name, "NS", NS_TTL, List.of(NAME_SERVER), null),
                        new RecordSet(
                                name,
                                "SOA",
                                SOA_TTL,
                                List.of(NAME_SERVER + " awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"),
                                null)));
        zones.add(zone);
        return Xml.element("result")
                .with(ZoneXml.write(zone))
                .with(changes.begin(call, null))
                .with(vpc.stream().map(ZoneXml::write));
    }

    Xml get(AwsCall call, String id) {
        HostedZone zone = zones.get(call, id);
        return Xml.element("result")
                .with(ZoneXml.write(zone))
                .with(
                        zone.vpcs().isEmpty()
                                ? Stream.empty()
                                : Stream.of(Xml.list(
                                        "VPCs", "VPC", zone.vpcs().stream().map(ZoneXml::write))));
    }

    Xml delete(AwsCall call, String id) {
        HostedZone zone = zones.get(call, id);
        if (zone.ownRecords().findAny().isPresent()) {
            throw AwsException.badRequest(
                    "HostedZoneNotEmpty",
                    "The specified hosted zone contains non-required resource record sets and so cannot be deleted.");
        }
        zones.remove(zone);
        return Xml.element("result").with(changes.begin(call, null));
    }

    private HostedZone.ZoneVpc readVpc(Xml xml) {
        String vpcId = required(xml, "VPCId");
        String region = required(xml, "VPCRegion");
        boolean exists = setting.findVpc(vpcId)
                .filter(vpc -> vpc.region().name().equals(region))
                .isPresent();
        if (!exists) {
            throw AwsException.badRequest(
                    "InvalidVPCId", "The VPC " + vpcId + " in region " + region + " does not exist.");
        }
        return new HostedZone.ZoneVpc(region, vpcId);
    }

    private void checkConflict(String name, HostedZone.ZoneVpc vpc) {
        boolean taken = zones.list().stream().anyMatch(zone -> zone.name().equals(name) && zone.serves(vpc.vpcId()));
        if (taken) {
            throw AwsException.badRequest(
                    "ConflictingDomainExists",
                    "The VPC " + vpc.vpcId() + " in region " + vpc.region()
                            + " has already been associated with a hosted zone for the domain " + name);
        }
    }

    private static String required(Xml xml, String name) {
        return xml.text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> AwsException.badRequest("InvalidInput", "The element " + name + " is missing"));
    }
}
