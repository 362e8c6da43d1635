package dev.postern.sandbox.aws.setting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids as AWS writes them: a prefix and seventeen hexadecimal digits. */
public final class Ids {

    private static final int DIGITS = 17;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String CAPITALS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Ids() {}

    /** An id that nothing else has. */
    public static String random(String prefix) {
        byte[] bytes = new byte[DIGITS];
        RANDOM.nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes).substring(0, DIGITS);
    }

    /** The same id for the same words, always. */
    public static String seeded(String prefix, String... words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((prefix + String.join("/", words)).getBytes(StandardCharsets.UTF_8));
            return prefix + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A prefix and random capitals and digits, as access keys, roles and hosted zones have them. */
    public static String capitals(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(length, 0, CAPITALS_AND_DIGITS.length())
                .forEach(index -> id.append(CAPITALS_AND_DIGITS.charAt(index)));
        return id.toString();
    }
}
