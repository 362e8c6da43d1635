package dev.postern.sandbox.ssh;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;

/**
 * An {@code authorized_keys} file.
 *
 * @param text as it was installed
 */
record AuthorizedKeys(String text, List<AuthorizedKey> keys) {

    static final AuthorizedKeys NONE = new AuthorizedKeys("", List.of());

    /**
     * Reads a file. Where sshd would silently pass over a line that it does not understand, this says what is wrong.
     *
     * @throws IllegalArgumentException if a line is neither empty nor a comment nor understood
     */
    static AuthorizedKeys parse(String text) {
        List<AuthorizedKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(parse(line, number));
            }
        }
        return new AuthorizedKeys(text, List.copyOf(keys));
    }

    /** The first line with that key, as sshd takes it. */
    Optional<AuthorizedKey> find(PublicKey key) {
        return keys.stream()
                .filter(line -> KeyUtils.compareKeys(line.key(), key))
                .findFirst();
    }

    private static AuthorizedKey parse(String line, int number) {
        try {
            return AuthorizedKey.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }
}
