package dev.postern.secrets;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.mac.HmacKey;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** The keys themselves, for a test that makes sure that nobody sees them. */
public final class KeyMaterial {

    private KeyMaterial() {}

    /** What a running service has in memory, by names. */
    public static Map<String, byte[]> of(ApplicationContext service) {
        Map<String, byte[]> all = new HashMap<>();
        for (SecretKeys<?> keys : service.getBeansOfType(SecretKeys.class).values()) {
            keys.held()
                    .ring()
                    .keys()
                    .forEach((id, key) ->
                            all.put("key " + id, bytes(key.getPrimary().getKey())));
        }
        return all;
    }

    @AccessesPartialKey
    private static byte[] bytes(Key key) {
        return switch (key) {
            case AesGcmKey aes -> aes.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
            case HmacKey hmac -> hmac.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
            default -> throw new IllegalStateException("a kind of key that this test does not know: " + key.getClass());
        };
    }
}
