package dev.postern.secrets;

import com.google.crypto.tink.KeysetHandle;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
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

    /** Longer than a call of KMS and the time between two attempts of {@link KeyWatch}, which goes on trying. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final KeyPurpose purpose;
    private final Class<P> type;
    private final KeyRows rows;
    private final KeyWrapping wrapping;
    private final LongSupplier nanoTime;
    private volatile Held<P> held;
    private volatile @Nullable Failure failure;

    /**
     * A ring and what uses it.
     *
     * @param since in nanoseconds of the clock, when the table was read
     */
    record Held<P>(Keyring ring, P primitive, long since) {}

    /**
     * Why a key could not be decrypted.
     *
     * @param at in nanoseconds of the clock
     */
    private record Failure(KeyEncryptionException trouble, long at) {}

    private SecretKeys(
            KeyPurpose purpose,
            Class<P> type,
            KeyRows rows,
            KeyWrapping wrapping,
            LongSupplier nanoTime,
            Keyring ring) {
        this.nanoTime = nanoTime;
        this.purpose = purpose;
        this.type = type;
        this.rows = rows;
        this.wrapping = wrapping;
        this.held = hold(ring);
    }

    /**
     * Reads all keys, and makes the first one if there is none. Those that another key encrypts than the operator now
     * wants are encrypted by that one.
     *
     * @param nanoTime a clock like {@link System#nanoTime()}
     * @throws KeyEncryptionException if a key cannot be decrypted, or is missing though secrets are sealed with it
     */
    static <P> SecretKeys<P> load(
            KeyPurpose purpose,
            Class<P> type,
            KeyRows rows,
            KeyWrapping wrapping,
            FirstKeys firstKeys,
            LongSupplier nanoTime) {
        List<WrappedKey> stored = rows.of(purpose);
        if (stored.isEmpty()) {
            KeysetHandle first = firstKeys.of(purpose);
            if (!firstKeys.losesSecrets(purpose, first)) {
                rows.insert(wrapping.wrap(first, purpose, KeyState.PRIMARY));
            }
            stored = rows.of(purpose); // which another replica may have filled meanwhile
        }
        if (stored.isEmpty()) {
            throw firstKeys.refusal(purpose);
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
        return new SecretKeys<>(purpose, type, rows, wrapping, nanoTime, new Keyring(keys, primary(stored)));
    }

    Held<P> held() {
        return held;
    }

    /** Whether nobody has read the table for so long. */
    boolean isOlderThan(Duration age) {
        return nanoTime.getAsLong() - held.since() > age.toNanos();
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
            held = hold(new Keyring(keys, primary));
        }
        failure = trouble == null ? null : new Failure(trouble, nanoTime.getAsLong());
        if (trouble != null) {
            throw trouble;
        }
        return held;
    }

    /**
     * Reads the table again for somebody who has a transaction open, and so does not wait for a key again that could not be
     * decrypted just now.
     *
     * @throws KeyEncryptionException if a new key cannot be decrypted, or could not be just now
     */
    Held<P> refreshUnlessItJustFailed() {
        throwIfItJustFailed();
        synchronized (this) {
            throwIfItJustFailed(); // while others waited
            return refresh();
        }
    }

    private void throwIfItJustFailed() {
        Failure last = failure;
        if (last != null && nanoTime.getAsLong() - last.at() < PAUSE.toNanos()) {
            throw last.trouble();
        }
    }

    private Held<P> hold(Keyring ring) {
        return new Held<>(ring, ring.primitive(type), nanoTime.getAsLong());
    }

    private static KeyId primary(List<WrappedKey> stored) {
        return stored.stream()
                .filter(key -> key.state() == KeyState.PRIMARY)
                .map(WrappedKey::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the table secret_key holds no primary key: restore it from a backup of the database"));
    }
}
