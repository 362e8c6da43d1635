package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import dev.postern.foundation.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals secrets for storage. The context binds a ciphertext to its place: one that was copied to another row or column
 * does not open.
 */
public final class SecretBox {

    private final Aead envelope;

    SecretBox(Aead envelope) {
        this.envelope = envelope;
    }

    /**
     * @param context where the ciphertext will be kept: table, column, tenant and row id
     */
    public byte[] seal(Secret secret, String context) {
        try {
            return envelope.encrypt(
                    secret.reveal().getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not encrypt a secret for " + context, cause);
        }
    }

    /** The secret; throws {@link IllegalStateException} where the ciphertext was made for another place or another key. */
    public Secret open(byte[] ciphertext, String context) {
        try {
            return Secret.of(new String(
                    envelope.decrypt(ciphertext, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(
                    "could not decrypt the secret of %s: is this the keyset that it was encrypted with?"
                            .formatted(context),
                    cause);
        }
    }
}
