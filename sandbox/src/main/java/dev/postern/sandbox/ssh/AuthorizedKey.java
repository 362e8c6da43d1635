package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/** A line of an {@code authorized_keys} file: a key, and what whoever has it may do. */
record AuthorizedKey(PublicKey key, KeyOptions options) {

    private static final String KEY = "((?:ssh|ecdsa|sk)-\\S+)[ \\t]+(\\S+)(?:[ \\t].*)?";
    private static final String OPTIONS = "((?:[^\\s\"]|\"(?:\\\\\"|[^\"])*+\")+)";
    private static final Pattern LINE = Pattern.compile("(?:" + OPTIONS + "[ \\t]+)??" + KEY);

    /**
     * @param line without white space around it, and not empty
     * @throws IllegalArgumentException if sshd would pass over the line, or if this bastion could not obey it
     */
    static AuthorizedKey parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this is not '[options] type key [comment]': " + line);
        }
        String options = matcher.group(1);
        return new AuthorizedKey(
                key(matcher.group(2), matcher.group(3)), options == null ? KeyOptions.NONE : KeyOptions.parse(options));
    }

    private static PublicKey key(String type, String base64) {
        Ed25519.prepare();
        try {
            PublicKeyEntry entry = Objects.requireNonNull(PublicKeyEntry.parsePublicKeyEntry(type + " " + base64));
            return Objects.requireNonNull(entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("this is no key of type " + type + ": " + base64, e);
        }
    }
}
