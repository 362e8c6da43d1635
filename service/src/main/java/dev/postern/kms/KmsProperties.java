package dev.postern.kms;

import dev.postern.foundation.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.kms}.
 *
 * @param keyArn the symmetric key that encrypts our keys; null for a key in a file
 * @param endpointOverride where KMS is, if not where AWS has it
 * @param accessKeyId of whoever may use the key; without, the SDK's default chain finds credentials
 * @param secretAccessKey goes with {@code accessKeyId}
 * @param callTimeout for one call with its three attempts
 * @param attemptTimeout for one attempt
 */
@ConfigurationProperties("postern.kms")
record KmsProperties(
        @Nullable String keyArn,
        @Nullable URI endpointOverride,
        @Nullable String accessKeyId,
        @Nullable Secret secretAccessKey,
        @DefaultValue("15s") Duration callTimeout,
        @DefaultValue("4s") Duration attemptTimeout) {

    KmsProperties {
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new IllegalArgumentException(
                    "postern.kms.access-key-id and .secret-access-key go together: give both or neither");
        }
    }
}
