package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.store.Store;
import dev.postern.sandbox.aws.store.Table;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hosted zones of all accounts. Used with the world's lock held. */
public final class Zones {

    private static final int NOT_FOUND = 404;
    private static final int MAX_CNAMES = 8;

    private final Table<HostedZone> table;
    private final Table<TagSet> tags;
    private final Table<UsedReference> references;

    /** The tags of a zone, which has none if it has no such set. */
    record TagSet(Map<String, String> tags) {
        TagSet {
            tags = Map.copyOf(tags);
        }
    }

    /** A caller reference, which stays used when its zone is gone. */
    record UsedReference(String accountId, String callerReference) {}

    Zones(Store store) {
        this.table = store.table("hostedZones", HostedZone.class);
        this.tags = store.table("hostedZoneTags", TagSet.class);
        this.references = store.table("zoneReferences", UsedReference.class);
    }

    public List<HostedZone> list() {
        return table.list();
    }

    /** The zones of an account in the order of the names' labels from the top down, then of their ids. */
    Stream<HostedZone> of(String accountId) {
        SortedMap<String, HostedZone> ordered = new TreeMap<>();
        present(accountId).forEach(zone -> ordered.put(order(zone), zone));
        return ordered.values().stream();
    }

    /** The same in no order worth mentioning. */
    Stream<HostedZone> present(String accountId) {
        return stream().filter(zone -> zone.accountId().equals(accountId));
    }

    Stream<HostedZone> stream() {
        return table.stream();
    }

    static String order(HostedZone zone) {
        return DnsNames.reversed(zone.name()) + " " + zone.id();
    }

    /**
     * @throws AwsException {@code NoSuchHostedZone} if it is not one of the caller's account
     */
    HostedZone get(AwsCall call, String id) {
        return table.find(id)
                .filter(zone -> zone.accountId().equals(call.accountId()))
                .orElseThrow(
                        () -> new AwsException(NOT_FOUND, "NoSuchHostedZone", "No hosted zone found with ID: " + id));
    }

    /** Whether a zone of the account was ever made with that reference. */
    boolean used(String accountId, String callerReference) {
        return references.find(accountId + "/" + callerReference).isPresent();
    }

    /** A new zone. */
    void add(HostedZone zone) {
        references.put(
                zone.accountId() + "/" + zone.callerReference(),
                new UsedReference(zone.accountId(), zone.callerReference()));
        put(zone);
    }

    void put(HostedZone zone) {
        table.put(zone.id(), zone);
    }

    void remove(HostedZone zone) {
        table.remove(zone.id());
        tags.remove(zone.id());
    }

    /** By key, in the order of the keys. */
    SortedMap<String, String> tagsOf(String id) {
        return new TreeMap<>(tags.find(id).map(TagSet::tags).orElse(Map.of()));
    }

    void tag(String id, Map<String, String> wanted) {
        tags.put(id, new TagSet(wanted));
    }

    /** Removes a zone with all its records, as somebody else may. True if there was one. */
    public boolean removeById(String id) {
        Optional<HostedZone> zone = table.find(id);
        zone.ifPresent(this::remove);
        return zone.isPresent();
    }

    /**
     * What a name resolves to in a VPC, through the private zone of the longest matching name: the values of its {@code A}
     * records, or the target of its alias. Empty if no zone covers the name, or the zone has no such record.
     */
    public List<String> resolve(String vpcId, String name) {
        String wanted = DnsNames.canonical(name);
        for (int followed = 0; followed < MAX_CNAMES; followed++) {
            Optional<HostedZone> zone = zoneFor(vpcId, wanted);
            if (zone.isEmpty()) {
                return List.of();
            }
            Optional<RecordSet> address = zone.get().find(wanted, "A");
            if (address.isPresent()) {
                return addresses(address.get());
            }
            Optional<RecordSet> canonicalName = zone.get().find(wanted, "CNAME");
            if (canonicalName.isEmpty()) {
                return List.of();
            }
            wanted = DnsNames.canonical(canonicalName.get().values().getFirst());
        }
        return List.of();
    }

    private Optional<HostedZone> zoneFor(String vpcId, String name) {
        return table.stream()
                .filter(zone -> zone.serves(vpcId) && DnsNames.isWithin(name, zone.name()))
                .max(Comparator.comparingInt(zone -> zone.name().length()));
    }

    private static List<String> addresses(RecordSet records) {
        RecordSet.AliasTarget alias = records.alias();
        if (alias == null) {
            return records.values();
        }
        return List.of(alias.dnsName().substring(0, alias.dnsName().length() - 1));
    }
}
