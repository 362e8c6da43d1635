package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * A change batch: all of it or, with the reasons of every change that cannot be made, nothing ("ChangeResourceRecordSets").
 * A deletion repeats the records exactly as they are.
 */
final class RecordChanges {

    private final HostedZone zone;
    private final BiPredicate<String, String> aliasTargetExists;
    private final TreeMap<String, RecordSet> records = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private RecordChanges(HostedZone zone, BiPredicate<String, String> aliasTargetExists) {
        this.zone = zone;
        this.aliasTargetExists = aliasTargetExists;
        zone.records().forEach(record -> records.put(record.key(), record));
    }

    /**
     * The zone's records after the changes.
     *
     * @param changes elements {@code Change}
     * @param aliasTargetExists asked with a hosted zone id and a name in canonical form
     * @throws AwsException {@code InvalidChangeBatch} if one of them cannot be made
     */
    static List<RecordSet> apply(HostedZone zone, List<Xml> changes, BiPredicate<String, String> aliasTargetExists) {
        RecordChanges batch = new RecordChanges(zone, aliasTargetExists);
        changes.forEach(batch::apply);
        if (changes.isEmpty()) {
            throw AwsException.badRequest("InvalidInput", "The change batch has no changes");
        }
        if (!batch.problems.isEmpty()) {
            throw AwsException.badRequest("InvalidChangeBatch", batch.problems.toString());
        }
        return List.copyOf(batch.records.values());
    }

    private void apply(Xml change) {
        RecordSet wanted = change.child("ResourceRecordSet")
                .map(ZoneXml::readRecords)
                .orElseThrow(() -> AwsException.badRequest("InvalidInput", "ResourceRecordSet is missing"));
        if (!DnsNames.isWithin(wanted.name(), zone.name())) {
            problem("RRSet with DNS name " + wanted.name() + " is not permitted in zone " + zone.name());
            return;
        }
        String action = change.text("Action").orElse("");
        switch (action) {
            case "CREATE" -> {
                if (records.containsKey(wanted.key())) {
                    problem("Tried to create resource record set " + described(wanted) + " but it already exists");
                }
                put(wanted);
            }
            case "UPSERT" -> put(wanted);
            case "DELETE" -> delete(wanted);
            default -> throw AwsException.badRequest("InvalidInput", "Unknown action '" + action + "'");
        }
    }

    private void put(RecordSet wanted) {
        RecordSet.AliasTarget alias = wanted.alias();
        if (alias == null && (wanted.values().isEmpty() || wanted.ttl() == null)) {
            problem("Resource record set " + described(wanted) + " needs a TTL and values, or an alias target");
        }
        if (alias != null && !aliasTargetExists.test(alias.hostedZoneId(), alias.dnsName())) {
            problem("Tried to create an alias that targets " + alias.dnsName() + ", type " + wanted.type()
                    + " in zone " + alias.hostedZoneId()
                    + ", but the alias target name does not lie within the target zone");
        }
        records.put(wanted.key(), wanted);
    }

    private void delete(RecordSet wanted) {
        RecordSet present = records.get(wanted.key());
        if (present == null) {
            problem("Tried to delete resource record set " + described(wanted) + " but it was not found");
        } else if (!present.equals(wanted)) {
            problem("Tried to delete resource record set " + described(wanted)
                    + " but the values provided do not match the current values");
        } else {
            records.remove(wanted.key());
        }
    }

    private void problem(String text) {
        problems.add(text);
    }

    private static String described(RecordSet records) {
        return "[name='" + records.name() + "', type='" + records.type() + "']";
    }
}
