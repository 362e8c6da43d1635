package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.aws.wire.Xml;
import dev.postern.sandbox.aws.wire.XmlText;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** {@code ChangeResourceRecordSets} and {@code ListResourceRecordSets}. */
final class RecordOperations {

    private final Zones zones;
    private final Changes changes;
    private final BiPredicate<String, String> aliasTargetExists;

    RecordOperations(Zones zones, Changes changes, BiPredicate<String, String> aliasTargetExists) {
        this.zones = zones;
        this.changes = changes;
        this.aliasTargetExists = aliasTargetExists;
    }

    Xml change(AwsCall call, String zoneId) {
        HostedZone zone = zones.get(call, zoneId);
        Xml batch = XmlText.read(call.request().body()).child("ChangeBatch").orElseGet(() -> Xml.element("none"));
        List<Xml> wanted = batch.child("Changes").stream()
                .flatMap(list -> list.children("Change").stream())
                .toList();
        zones.put(zone.with(RecordChanges.apply(zone, wanted, aliasTargetExists)));
        return Xml.element("result")
                .with(changes.begin(call, batch.text("Comment").orElse(null)));
    }

    Xml list(AwsCall call, String zoneId) {
        HostedZone zone = zones.get(call, zoneId);
        QueryParameters query = call.request().query();
        int size = ZoneLists.maxItems(query);
        String from = query.text("name")
                .map(name -> RecordSet.key(name, query.text("type").orElse("")))
                .orElse("");
        List<RecordSet> rest = zone.records().stream()
                .filter(record -> record.key().compareTo(from) >= 0)
                .sorted(Comparator.comparing(RecordSet::key))
                .toList();
        Xml result = Xml.element("result")
                .with(Xml.list(
                        "ResourceRecordSets",
                        "ResourceRecordSet",
                        rest.stream().limit(size).map(ZoneXml::write)))
                .with("IsTruncated", rest.size() > size)
                .with("MaxItems", size);
        if (rest.size() > size) {
            RecordSet next = rest.get(size);
            result.with("NextRecordName", next.name()).with("NextRecordType", next.type());
        }
        return result;
    }
}
