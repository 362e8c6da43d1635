package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.Xml;
import java.util.stream.Stream;

/** How Route 53 writes zones and records, and how it reads records. */
final class ZoneXml {

    private ZoneXml() {}

    static Xml write(HostedZone zone) {
        return Xml.element("HostedZone")
                .with("Id", "/hostedzone/" + zone.id())
                .with("Name", zone.name())
                .with("CallerReference", zone.callerReference())
                .with(Xml.element("Config")
                        .with("Comment", zone.comment().isEmpty() ? null : zone.comment())
                        .with("PrivateZone", zone.isPrivate()))
                .with("ResourceRecordSetCount", zone.records().size());
    }

    static Xml write(HostedZone.ZoneVpc vpc) {
        return Xml.element("VPC").with("VPCRegion", vpc.region()).with("VPCId", vpc.vpcId());
    }

    static Xml write(RecordSet records) {
        return Xml.element("ResourceRecordSet")
                .with("Name", records.name())
                .with("Type", records.type())
                .with("TTL", records.ttl())
                .with(values(records))
                .with(Stream.ofNullable(records.alias())
                        .map(alias -> Xml.element("AliasTarget")
                                .with("HostedZoneId", alias.hostedZoneId())
                                .with("DNSName", alias.dnsName())
                                .with("EvaluateTargetHealth", alias.evaluateTargetHealth())));
    }

    private static Stream<Xml> values(RecordSet records) {
        return records.values().isEmpty()
                ? Stream.empty()
                : Stream.of(Xml.list(
                        "ResourceRecords",
                        "ResourceRecord",
                        records.values().stream()
                                .map(value -> Xml.element("value").with("Value", value))));
    }

    static RecordSet readRecords(Xml xml) {
        return new RecordSet(
                DnsNames.canonical(xml.text("Name").orElse("")),
                xml.text("Type").orElse(""),
                xml.text("TTL").map(Long::valueOf).orElse(null),
                xml.child("ResourceRecords").stream()
                        .flatMap(list -> list.children("ResourceRecord").stream())
                        .flatMap(each -> each.text("Value").stream())
                        .toList(),
                xml.child("AliasTarget").map(ZoneXml::readAlias).orElse(null));
    }

    private static RecordSet.AliasTarget readAlias(Xml xml) {
        return new RecordSet.AliasTarget(
                xml.text("HostedZoneId").orElse(""),
                DnsNames.canonical(xml.text("DNSName").orElse("")),
                xml.text("EvaluateTargetHealth").map(Boolean::parseBoolean).orElse(false));
    }
}
