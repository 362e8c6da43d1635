package dev.postern.sandbox.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of a query string or of a form: {@code VpcEndpointId.1=vpce-1&Filter.1.Name=vpc-id}. A list's members
 * are numbered from 1; IAM and STS put {@code .member} before the number, EC2 does not.
 */
public final class QueryParameters {

    /** The character after the dot: where the names that begin with a prefix and a dot end. */
    private static final char AFTER_DOT = '.' + 1;

    private final NavigableMap<String, String> values;

    private QueryParameters(NavigableMap<String, String> values) {
        this.values = values;
    }

    /** Reads {@code application/x-www-form-urlencoded}; of a repeated name the last value counts. */
    public static QueryParameters parse(String encoded) {
        NavigableMap<String, String> values = new TreeMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty() && equals < 0) {
                values.put(decode(pair), "");
            }
        }
        return new QueryParameters(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * @throws AwsException {@code MissingParameter} if it is missing or empty
     */
    public String required(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        AwsException.badRequest("MissingParameter", "The request must contain the parameter " + name));
    }

    /** False if it is missing. */
    public boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /**
     * @throws AwsException {@code InvalidParameterValue} if it is there and not a whole number
     */
    public Optional<Integer> number(String name) {
        return text(name).map(value -> {
            try {
                return Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw AwsException.badRequest(
                        "InvalidParameterValue", "Value (" + value + ") for parameter " + name + " is not a number");
            }
        });
    }

    /** The members of a list of plain values, in order; empty if there are none. */
    public List<String> list(String name) {
        return structures(name).stream()
                .flatMap(member -> member.text("").stream())
                .toList();
    }

    /** The members of a list, in order, each with the names inside it. */
    public List<QueryParameters> structures(String name) {
        String prefix = values.keySet().stream().anyMatch(key -> key.startsWith(name + ".member."))
                ? name + ".member."
                : name + ".";
        List<QueryParameters> members = new ArrayList<>();
        for (int number = 1; ; number++) {
            NavigableMap<String, String> member = below(prefix + number);
            if (member.isEmpty()) {
                return members;
            }
            members.add(new QueryParameters(member));
        }
    }

    /** Everything but the named parameters, for comparing two requests. */
    public Map<String, String> without(String... names) {
        Map<String, String> rest = new TreeMap<>(values);
        List.of(names).forEach(rest::remove);
        return rest;
    }

    /** True if one of the values has this text in it. */
    public boolean contains(String text) {
        return values.values().stream().anyMatch(value -> value.contains(text));
    }

    private NavigableMap<String, String> below(String prefix) {
        NavigableMap<String, String> below = new TreeMap<>();
        text(prefix).ifPresent(value -> below.put("", value));
        values.subMap(prefix + ".", prefix + AFTER_DOT)
                .forEach((key, value) -> below.put(key.substring(prefix.length() + 1), value));
        return below;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
