package dev.postern.connections.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * A public key as OpenSSH writes it (RFC 4253, section 6.6), without options and comment.
 *
 * @param value the type, a space and the key in Base64: {@code ssh-ed25519 AAAA...}
 */
public record SshPublicKey(String value) {

    /** The types that we take as host keys. DSA, and RSA with SHA-1, are not among them. */
    public static final Set<String> TYPES =
            Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");

    private static final int MOST_CHARACTERS = 4_096;

    /** Throws {@link IllegalArgumentException} whose message says what would be right. */
    public SshPublicKey {
        String[] parts = value.split(" ", -1);
        if (value.length() > MOST_CHARACTERS || parts.length != 2 || !TYPES.contains(parts[0])) {
            throw new IllegalArgumentException(
                    "must be a public key in one line, such as ssh-ed25519 AAAAC3...: what ssh-keyscan prints after the host");
        }
        if (!parts[0].equals(typeWithin(parts[1]))) {
            throw new IllegalArgumentException("is damaged: the part after %s is no such key".formatted(parts[0]));
        }
    }

    /** Of a line that may have spaces around it and a comment at its end. Throws as the constructor does. */
    public static SshPublicKey parse(String line) {
        String[] parts = line.strip().split("[ \\t]+", 3);
        return new SshPublicKey(parts.length < 2 ? line.strip() : parts[0] + " " + parts[1]);
    }

    /** Such as {@code ssh-ed25519}. */
    public String type() {
        return value.substring(0, value.indexOf(' '));
    }

    /** As {@code ssh-keygen -l} shows it: {@code SHA256:} and the digest in Base64 without padding. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private byte[] blob() {
        return Base64.getDecoder().decode(value.substring(value.indexOf(' ') + 1));
    }

    /** The type that the key itself begins with; empty if it is none. */
    private static String typeWithin(String base64) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            int length = blob.remaining() < Integer.BYTES ? -1 : blob.getInt();
            if (length < 0 || length >= blob.remaining()) {
                return "";
            }
            byte[] type = new byte[length];
            blob.get(type);
            return new String(type, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
