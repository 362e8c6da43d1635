package dev.postern.onboarding;

import java.util.Locale;
import java.util.regex.Pattern;

/** The ids of the kit's texts, and what all of them share. */
final class Kit {

    static final String TERRAFORM = "terraform";
    static final String ACCEPT_ENDPOINT = "accept-endpoint";
    static final String AUTHORIZED_KEYS = "authorized-keys";
    static final String SSHD = "sshd";
    static final String PROVE_PATH = "prove-path";
    static final String CA_CERTIFICATES = "ca-certificates";

    private static final Pattern OUTSIDE_OF_FILE_NAMES = Pattern.compile("[^a-z0-9]+");
    private static final Pattern AT_THE_ENDS = Pattern.compile("^-+|-+$");
    private static final int MAX_FILE_NAME = 40;

    private Kit() {}

    /** Of a name that people gave, what any file system, shell and header takes as it is. */
    static String fileName(String prefix, String name, String suffix) {
        String plain =
                OUTSIDE_OF_FILE_NAMES.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        String cut = plain.substring(0, Math.min(MAX_FILE_NAME, plain.length()));
        String stem = AT_THE_ENDS.matcher(cut).replaceAll("");
        return prefix + (stem.isEmpty() ? "" : "-" + stem) + suffix;
    }
}
