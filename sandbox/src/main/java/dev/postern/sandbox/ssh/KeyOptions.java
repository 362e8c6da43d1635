package dev.postern.sandbox.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of a key, read as sshd reads it: from left to right, a later option over an earlier one.
 *
 * @param forwarding whether connections may be forwarded at all
 * @param permitOpen where to; anywhere if it is empty
 */
record KeyOptions(boolean forwarding, List<PermitOpen> permitOpen) {

    /** The options of a key that has none in front of it: everything is allowed. */
    static final KeyOptions NONE = new KeyOptions(true, List.of());

    private static final Pattern OPTION = Pattern.compile("([A-Za-z0-9-]+)(?:=\"((?:\\\\\"|[^\"])*+)\")?");

    /** They give or take what this bastion has not got. */
    private static final Set<String> WITHOUT_MEANING_HERE = Set.of(
            "agent-forwarding",
            "no-agent-forwarding",
            "pty",
            "no-pty",
            "user-rc",
            "no-user-rc",
            "x11-forwarding",
            "no-x11-forwarding",
            "no-touch-required",
            "verify-required");

    private static final Set<String> WITHOUT_MEANING_HERE_WITH_VALUE =
            Set.of("command", "environment", "permitlisten", "tunnel");

    KeyOptions {
        permitOpen = List.copyOf(permitOpen);
    }

    boolean permits(String host, int port) {
        return forwarding
                && (permitOpen.isEmpty() || permitOpen.stream().anyMatch(target -> target.covers(host, port)));
    }

    /**
     * Reads options that are separated by commas.
     *
     * @throws IllegalArgumentException if sshd would not take them, or if this bastion could not obey one of them
     */
    static KeyOptions parse(String text) {
        boolean forwarding = true;
        List<PermitOpen> permitOpen = new ArrayList<>();
        Matcher option = OPTION.matcher(text);
        for (int start = 0; start <= text.length(); start = option.end() + 1) {
            if (!option.region(start, text.length()).lookingAt()
                    || (option.end() < text.length() && text.charAt(option.end()) != ',')) {
                throw new IllegalArgumentException("cannot read the options from '" + text.substring(start) + "' on");
            }
            String name = option.group(1).toLowerCase(Locale.ROOT);
            switch (name) {
                case "restrict", "no-port-forwarding" -> forwarding = false;
                case "port-forwarding" -> forwarding = true;
                case "permitopen" -> permitOpen.add(PermitOpen.parse(value(name, option.group(2))));
                default -> refuseUnlessMeaningless(name, option.group(2));
            }
        }
        return new KeyOptions(forwarding, permitOpen);
    }

    private static String value(String name, @Nullable String quoted) {
        if (quoted == null) {
            throw new IllegalArgumentException("option " + name + " needs a value: " + name + "=\"...\"");
        }
        return quoted.replace("\\\"", "\"");
    }

    private static void refuseUnlessMeaningless(String name, @Nullable String quoted) {
        if (WITHOUT_MEANING_HERE_WITH_VALUE.contains(name)) {
            value(name, quoted);
        } else if (!WITHOUT_MEANING_HERE.contains(name)) {
            throw new IllegalArgumentException("option '" + name + "' is one that this bastion cannot obey");
        }
    }
}
