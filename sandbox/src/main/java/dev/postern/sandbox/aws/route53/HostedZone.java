package dev.postern.sandbox.aws.route53;

import dev.postern.sandbox.aws.setting.Vpc;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hosted zone.
 *
 * @param name in canonical form
 * @param callerReference what {@code CreateHostedZone} was told; unique in the account
 * @param vpcs that resolve through it; none for a public zone
 * @param records in the order of their keys
 */
public record HostedZone(
        String id,
        String accountId,
        String name,
        String callerReference,
        String comment,
        boolean isPrivate,
        List<ZoneVpc> vpcs,
        List<RecordSet> records) {

    /** A VPC that a private zone is associated with. */
    public record ZoneVpc(String region, String vpcId) {
        static ZoneVpc of(Vpc vpc) {
            return new ZoneVpc(vpc.region().name(), vpc.id());
        }
    }

    public HostedZone {
        vpcs = List.copyOf(vpcs);
        records = List.copyOf(records);
    }

    boolean serves(String vpcId) {
        return vpcs.stream().anyMatch(vpc -> vpc.vpcId().equals(vpcId));
    }

    Optional<RecordSet> find(String recordName, String type) {
        String key = RecordSet.key(recordName, type);
        return records.stream().filter(record -> record.key().equals(key)).findFirst();
    }

    /** The records besides those that every zone has. */
    Stream<RecordSet> ownRecords() {
        return records.stream()
                .filter(record -> !record.name().equals(name)
                        || !(record.type().equals("NS") || record.type().equals("SOA")));
    }

    HostedZone with(List<RecordSet> newRecords) {
        return new HostedZone(id, accountId, name, callerReference, comment, isPrivate, vpcs, newRecords);
    }
}
