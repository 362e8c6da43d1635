package dev.postern.secrets;

import com.google.crypto.tink.Mac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Keyed fingerprints (HMAC-SHA-256): two equal texts have equal ones, and nobody without the key can try texts out. */
public final class Fingerprints {

    private final SecretKeys<Mac> keys;

    Fingerprints(SecretKeys<Mac> keys) {
        this.keys = keys;
    }

    public byte[] of(String text) {
        try {
            return keys.held().primitive().computeMac(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not compute a fingerprint", cause);
        }
    }

    /** Compares in constant time, with every key that is still known. */
    public boolean matches(byte[] fingerprint, String text) {
        try {
            keys.held().primitive().verifyMac(fingerprint, text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (GeneralSecurityException different) {
            return false;
        }
    }
}
