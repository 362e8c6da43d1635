package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import dev.postern.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals secrets for storage. A ciphertext is bound to its place: one that was copied to another table, column, tenant or
 * row does not open.
 */
public final class SecretBox {

    private final Aead envelope;

    SecretBox(Aead envelope) {
        this.envelope = envelope;
    }

    /**
     * @param place where the ciphertext will be kept
     */
    public byte[] seal(Secret secret, SealedColumn.Place place) {
        try {
            return envelope.encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), bytes(place));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not encrypt a secret for " + place, cause);
        }
    }

    /** The secret; throws {@link IllegalStateException} where the ciphertext was made for another place or another key. */
    public Secret open(byte[] ciphertext, SealedColumn.Place place) {
        try {
            return Secret.of(new String(envelope.decrypt(ciphertext, bytes(place)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(
                    "could not decrypt the secret of %s: is this the keyset that it was encrypted with?"
                            .formatted(place),
                    cause);
        }
    }

    private static byte[] bytes(SealedColumn.Place place) {
        return place.toString().getBytes(StandardCharsets.UTF_8);
    }
}
