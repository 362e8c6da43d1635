package dev.postern.sandbox.aws.route53;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Names in the form in which Route 53 keeps them: lower case, with a dot at the end. */
final class DnsNames {

    private DnsNames() {}

    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower : lower + ".";
    }

    /** True for the zone's own name and for those below it. Both in canonical form. */
    static boolean isWithin(String name, String zone) {
        return name.equals(zone) || name.endsWith("." + zone);
    }

    /** The labels from the top down, which is the order of Route 53's lists: {@code com.example.www.}. */
    static String reversed(String name) {
        List<String> labels = Arrays.asList(canonical(name).split("\\."));
        Collections.reverse(labels);
        return String.join(".", labels) + ".";
    }
}
