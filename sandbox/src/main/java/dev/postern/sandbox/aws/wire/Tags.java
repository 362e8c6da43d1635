package dev.postern.sandbox.aws.wire;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tags of a resource, by key. The rules are those of "Tag restrictions" in the EC2 and IAM guides. */
public final class Tags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private Tags() {}

    /** Reads {@code Key} and {@code Value} of each member; a missing value is empty. */
    public static Map<String, String> read(List<QueryParameters> members) {
        Map<String, String> tags = new TreeMap<>();
        members.forEach(
                member -> tags.put(member.required("Key"), member.text("Value").orElse("")));
        return tags;
    }

    /**
     * The union, in which the added values win.
     *
     * @throws AwsException if the added tags, or how many there are then, break a rule
     */
    public static Map<String, String> union(Map<String, String> present, Map<String, String> added) {
        added.forEach(Tags::check);
        Map<String, String> union = new TreeMap<>(present);
        union.putAll(added);
        if (union.size() > MAX_TAGS) {
            throw AwsException.badRequest("TagLimitExceeded", "A resource can have at most " + MAX_TAGS + " tags");
        }
        return union;
    }

    /** The tags without those keys; without any tag if no key is given. */
    public static Map<String, String> without(Map<String, String> tags, Collection<String> keys) {
        Map<String, String> rest = keys.isEmpty() ? new TreeMap<>() : new TreeMap<>(tags);
        keys.forEach(rest::remove);
        return rest;
    }

    /** Elements with a key and a value, whose names are given since EC2 and IAM differ in capitals. */
    public static Stream<Xml> write(Map<String, String> tags, String keyName, String valueName) {
        return tags.entrySet().stream()
                .map(tag -> Xml.element("tag").with(keyName, tag.getKey()).with(valueName, tag.getValue()));
    }

    private static void check(String key, String value) {
        if (key.startsWith("aws:")) {
            throw AwsException.badRequest("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved");
        }
        if (key.length() > MAX_KEY || value.length() > MAX_VALUE) {
            throw AwsException.badRequest(
                    "InvalidParameterValue",
                    "Tag key or value is too long: at most " + MAX_KEY + " and " + MAX_VALUE + " characters");
        }
    }
}
