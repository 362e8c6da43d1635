package dev.postern.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import dev.postern.secrets.spi.KeyEncryption;
import java.security.GeneralSecurityException;

/** Encrypts keys for the table and decrypts them again, with the operator's choice of key; earlier ones still decrypt. */
final class KeyWrapping {

    private final LocalKeyEncryption local;
    private final KeyEncryption chosen;

    /**
     * @param chosen encrypts from now on; may be {@code local} itself
     */
    KeyWrapping(LocalKeyEncryption local, KeyEncryption chosen) {
        this.local = local;
        this.chosen = chosen;
    }

    WrappedKey wrap(KeysetHandle key, KeyPurpose purpose, KeyState state) {
        KeyId id = KeyId.of(key.getPrimary().getId());
        try {
            byte[] plain = TinkProtoKeysetFormat.serializeKeyset(key, InsecureSecretKeyAccess.get());
            return new WrappedKey(id, purpose, state, chosen.encrypt(plain, context(purpose, id)), chosen.name());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not write down " + context(purpose, id), cause);
        }
    }

    KeysetHandle unwrap(WrappedKey key) {
        String context = context(key.purpose(), key.id());
        KeyEncryption by = key.wrappedBy().equals(LocalKeyEncryption.NAME) ? local : chosen;
        try {
            return TinkProtoKeysetFormat.parseKeyset(
                    by.decrypt(key.wrapped(), key.wrappedBy(), context), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not read " + context, cause);
        }
    }

    /** Whether the key is encrypted by another key than the operator now wants. */
    boolean isOutdated(WrappedKey key) {
        return !key.wrappedBy().equals(chosen.name());
    }

    private static String context(KeyPurpose purpose, KeyId id) {
        return "Postern %s key %s".formatted(purpose.name().toLowerCase(java.util.Locale.ROOT), id);
    }
}
