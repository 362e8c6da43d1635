package dev.postern.sandbox.aws.route53;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one name and type: values with a time to live, or an alias.
 *
 * @param name in canonical form
 * @param ttl in seconds, null for an alias
 */
public record RecordSet(
        String name,
        String type,
        @Nullable Long ttl,
        List<String> values,
        @Nullable AliasTarget alias) {

    /**
     * What an alias stands for.
     *
     * @param hostedZoneId in which the name lies, another zone than the alias's own
     * @param dnsName in canonical form
     */
    public record AliasTarget(String hostedZoneId, String dnsName, boolean evaluateTargetHealth) {}

    public RecordSet {
        values = List.copyOf(values);
    }

    /** Unique in a zone, and in the order of {@code ListResourceRecordSets}. */
    String key() {
        return key(name, type);
    }

    static String key(String name, String type) {
        return DnsNames.reversed(name) + " " + type;
    }
}
