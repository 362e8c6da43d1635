package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals secrets for storage, each with a data key of its own that the primary key encrypts. A ciphertext is bound to its
 * place: one that was copied to another table, column, tenant or row does not open.
 */
public final class SecretBox {

    private static final Logger log = LoggerFactory.getLogger(SecretBox.class);

    private final SecretKeys<Aead> keys;
    private final Duration stale;

    /**
     * @param stale keys that were read so long ago are read again before something is sealed with them: this replica was
     *     frozen, and its key may be retired
     */
    SecretBox(SecretKeys<Aead> keys, Duration stale) {
        this.keys = keys;
        this.stale = stale;
    }

    /**
     * @param place where the ciphertext will be kept
     */
    public byte[] seal(Secret secret, SealedColumn.Place place) {
        return seal(secret, place.toString());
    }

    /**
     * The secret; throws {@link IllegalStateException} where the ciphertext was made for another place or another key, and
     * {@code UNAVAILABLE} where that key cannot be had for the moment.
     */
    public Secret open(byte[] ciphertext, SealedColumn.Place place) {
        KeyId key = KeyId.sealing(ciphertext);
        SecretKeys.Held<Aead> held = keys.held();
        if (!held.ring().knows(key)) {
            held = refresh(place);
        }
        if (!held.ring().knows(key)) {
            throw new IllegalStateException(
                    "The secret of %s is sealed with key %s, which this database does not hold: was one of them restored without the other?"
                            .formatted(place, key));
        }
        return open(held, ciphertext, place.toString());
    }

    /**
     * Seals what a caller keeps for us for some minutes, in a cookie: no rotation reaches it, so that one may keep it from
     * opening.
     *
     * @param purpose what it is, and nothing else is
     */
    public byte[] sealForCaller(Secret secret, String purpose) {
        return seal(secret, "caller " + purpose);
    }

    /**
     * The secret; throws {@link IllegalStateException} where the bytes were made for another purpose, with a key that is
     * gone, or by somebody else. Callers can make up what they like, and so no key is looked up for it.
     */
    public Secret openFromCaller(byte[] ciphertext, String purpose) {
        return open(keys.held(), ciphertext, "caller " + purpose);
    }

    private byte[] seal(Secret secret, String place) {
        if (keys.isOlderThan(stale)) {
            refreshIfPossible();
        }
        try {
            return envelope(keys.held()).encrypt(bytes(secret.reveal()), bytes(place));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not encrypt a secret for " + place, cause);
        }
    }

    private static Secret open(SecretKeys.Held<Aead> held, byte[] ciphertext, String place) {
        try {
            return Secret.of(new String(envelope(held).decrypt(ciphertext, bytes(place)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(
                    "The secret of %s does not open: it was changed, or sealed for another place.".formatted(place),
                    cause);
        }
    }

    private SecretKeys.Held<Aead> refresh(SealedColumn.Place place) {
        try {
            return keys.refreshUnlessItJustFailed();
        } catch (KeyEncryptionException away) {
            log.error("The secret of {} cannot be opened yet", place, away);
            throw new PosternException(
                    ErrorKind.UNAVAILABLE, "A secret that this needs cannot be opened for the moment. Try again.");
        }
    }

    /** Without it the foreign keys still keep a secret from being sealed with a key that is gone. */
    private void refreshIfPossible() {
        try {
            keys.refreshUnlessItJustFailed();
        } catch (KeyEncryptionException away) {
            log.warn("A new key cannot be used yet; secrets are sealed with the former one", away);
        }
    }

    private static Aead envelope(SecretKeys.Held<Aead> held) throws GeneralSecurityException {
        return KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, held.primitive());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
