package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.setting.Dials;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.aws.wire.XmlText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code CreateHostedZone}, {@code GetHostedZone}, {@code DeleteHostedZone}. */
final class ZoneOperations {

    private static final int CONFLICT = 409;
    private static final int ID_LENGTH = 20;
    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;
    private static final String NAME_SERVER = "ns-0.awsdns-00.com.";
    private static final String SOA_NUMBERS = " awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400";

    private final Setting setting;
    private final Dials dials;
    private final Zones zones;
    private final Changes changes;

    ZoneOperations(Setting setting, Dials dials, Zones zones, Changes changes) {
        this.setting = setting;
        this.dials = dials;
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
        checkQuota(call);
        Optional<HostedZone.ZoneVpc> vpc = request.child("VPC").map(this::readVpc);
        vpc.ifPresent(wanted -> checkConflict(name, wanted));
        String comment = request.child("HostedZoneConfig")
                .flatMap(config -> config.text("Comment"))
                .orElse("");
        HostedZone zone = make(call.accountId(), name, reference, comment, vpc);
        return Xml.element("result")
                .with(ZoneXml.write(zone))
                .with(changes.begin(call, null))
                .with(vpc.stream().map(ZoneXml::write));
    }

    HostedZone create(Vpc vpc, String name) {
        checkConflict(DnsNames.canonical(name), HostedZone.ZoneVpc.of(vpc));
        return add(vpc, name, UUID.randomUUID().toString());
    }

    HostedZone add(Vpc vpc, String name, String reference) {
        Optional<HostedZone.ZoneVpc> place = Optional.of(HostedZone.ZoneVpc.of(vpc));
        return make(vpc.account().id(), DnsNames.canonical(name), reference, "", place);
    }

    private HostedZone make(
            String accountId, String name, String reference, String comment, Optional<HostedZone.ZoneVpc> vpc) {
        HostedZone zone = new HostedZone(
                Ids.capitals("Z", ID_LENGTH),
                accountId,
                name,
                reference,
                comment,
                vpc.isPresent(),
                vpc.stream().toList(),
                List.of(
                        new RecordSet(name, "NS", NS_TTL, List.of(NAME_SERVER), null),
                        new RecordSet(name, "SOA", SOA_TTL, List.of(NAME_SERVER + SOA_NUMBERS), null)));
        zones.add(zone);
        return zone;
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

    private void checkQuota(AwsCall call) {
        if (zones.present(call.accountId()).count() >= dials.quotas().hostedZonesPerAccount()) {
            throw AwsException.badRequest(
                    "TooManyHostedZones",
                    "Limits Exceeded: MAX_HOSTED_ZONES_BY_OWNER - Cannot create more hosted zones.");
        }
    }

    private void checkConflict(String name, HostedZone.ZoneVpc vpc) {
        boolean taken = zones.stream().anyMatch(zone -> zone.name().equals(name) && zone.serves(vpc.vpcId()));
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
