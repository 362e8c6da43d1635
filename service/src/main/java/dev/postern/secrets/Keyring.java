package dev.postern.secrets;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * Keys of one purpose in memory.
 *
 * @param keys each as a keyset of its own
 * @param primary one of them
 */
record Keyring(Map<KeyId, KeysetHandle> keys, KeyId primary) {

    Keyring {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(primary)) {
            throw new IllegalArgumentException("the primary key %s is not among %s".formatted(primary, keys.keySet()));
        }
    }

    boolean knows(KeyId key) {
        return keys.containsKey(key);
    }

    /** What uses all of the keys, and the primary one for what is new. */
    <P> P primitive(Class<P> type) {
        try {
            KeysetHandle.Builder all = KeysetHandle.newBuilder();
            for (Map.Entry<KeyId, KeysetHandle> key : keys.entrySet()) {
                KeysetHandle.Entry only = key.getValue().getPrimary();
                KeysetHandle.Builder.Entry entry =
                        KeysetHandle.importKey(only.getKey()).withFixedId(only.getId());
                all.addEntry(key.getKey().equals(primary) ? entry.makePrimary() : entry);
            }
            return all.build().getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not use the keys " + keys.keySet(), cause);
        }
    }

    @Override
    public String toString() {
        return "Keyring[keys=%s, primary=%s]".formatted(keys.keySet(), primary);
    }
}
