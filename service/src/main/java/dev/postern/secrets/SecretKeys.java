package dev.postern.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one purpose that this replica has in memory, where they stay whatever becomes of the key that encrypts
 * them. Made at the first start of an installation.
 *
 * @param <P> what the keys are used as
 */
final class SecretKeys<P> {

    private static final Logger log = LoggerFactory.getLogger(SecretKeys.class);

    private final KeyPurpose purpose;
    private final Class<P> type;
    private final KeyRows rows;
    private final KeyWrapping wrapping;
    private volatile Held<P> held;

    /**
     * A ring and what uses it.
     *
     * @param since by {@link System#nanoTime()}, when the table was read
     */
    record Held<P>(Keyring ring, P primitive, long since) {}

    private SecretKeys(KeyPurpose purpose, Class<P> type, KeyRows rows, KeyWrapping wrapping, Held<P> held) {
        this.purpose = purpose;
        this.type = type;
        this.rows = rows;
        this.wrapping = wrapping;
        this.held = held;
    }

    /**
     * Reads all keys, and makes the first one if there is none. Those that another key encrypts than the operator now
     * wants are encrypted by that one.
     *
     * @param directory may hold the key, in the clear, of an installation from before keys were in the database
     * @throws KeyEncryptionException if a key cannot be decrypted
     */
    static <P> SecretKeys<P> load(
            KeyPurpose purpose, Class<P> type, KeyRows rows, KeyWrapping wrapping, Path directory) {
        List<WrappedKey> stored = rows.of(purpose);
        if (stored.isEmpty()) {
            rows.insert(wrapping.wrap(first(purpose, directory), purpose, KeyState.PRIMARY));
            stored = rows.of(purpose);
        }
        Map<KeyId, KeysetHandle> keys = new HashMap<>();
        for (WrappedKey key : stored) {
            KeysetHandle unwrapped = wrapping.unwrap(key);
            keys.put(key.id(), unwrapped);
            if (wrapping.isOutdated(key)) {
                WrappedKey again = wrapping.wrap(unwrapped, purpose, key.state());
                rows.rewrap(key.id(), key.wrappedBy(), again.wrapped(), again.wrappedBy());
                log.info("{} is now encrypted by {} instead of {}", key, again.wrappedBy(), key.wrappedBy());
            }
        }
        return new SecretKeys<>(purpose, type, rows, wrapping, hold(new Keyring(keys, primary(stored)), type));
    }

    Held<P> held() {
        return held;
    }

    /** Whether nobody has read the table for so long. */
    boolean isOlderThan(Duration age) {
        return System.nanoTime() - held.since() > age.toNanos();
    }

    /**
     * Reads the table again: new keys are known afterwards, retired ones are not.
     *
     * @throws KeyEncryptionException if a new key cannot be decrypted; all others are known then
     */
    synchronized Held<P> refresh() {
        List<WrappedKey> stored = rows.of(purpose);
        Map<KeyId, KeysetHandle> keys = new HashMap<>();
        KeyEncryptionException trouble = null;
        for (WrappedKey key : stored) {
            try {
                KeysetHandle known = held.ring().keys().get(key.id());
                keys.put(key.id(), known == null ? wrapping.unwrap(key) : known);
            } catch (KeyEncryptionException away) {
                trouble = away;
            }
        }
        KeyId primary = primary(stored);
        if (keys.containsKey(primary)) {
            held = hold(new Keyring(keys, primary), type);
        }
        return orThrow(trouble);
    }

    private Held<P> orThrow(@Nullable KeyEncryptionException trouble) {
        if (trouble != null) {
            throw trouble;
        }
        return held;
    }

    private static <P> Held<P> hold(Keyring ring, Class<P> type) {
        return new Held<>(ring, ring.primitive(type), System.nanoTime());
    }

    private static KeyId primary(List<WrappedKey> stored) {
        return stored.stream()
                .filter(key -> key.state() == KeyState.PRIMARY)
                .map(WrappedKey::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the table secret_key holds no primary key: restore it from a backup of the database"));
    }

    private static KeysetHandle first(KeyPurpose purpose, Path directory) {
        Path earlier = directory.resolve(purpose.earlierFile());
        try {
            if (!Files.exists(earlier)) {
                return KeysetHandle.generateNew(purpose.parameters());
            }
            log.info("The key in {} is now kept in the database, encrypted; the file is no longer needed", earlier);
            return Objects.requireNonNull(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(earlier), InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException cause) {
            throw new IllegalStateException("The key in %s cannot be read.".formatted(earlier), cause);
        }
    }
}
