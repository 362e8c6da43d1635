package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.postern.foundation.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys of this installation: keysets in files of the data directory, made at the first start. */
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    /**
     * Settings {@code postern.secrets}.
     *
     * @param directory where the keysets are; null for {@code keys} in the data directory. All replicas share it.
     */
    @ConfigurationProperties("postern.secrets")
    record SecretsProperties(@Nullable Path directory) {}

    private final Path directory;

    SecretsConfiguration(SecretsProperties properties, @Value("${postern.data-directory}") Path data)
            throws GeneralSecurityException {
        AeadConfig.register();
        MacConfig.register();
        this.directory = properties.directory() == null ? data.resolve("keys") : properties.directory();
    }

    /** Each secret has a data key of its own, which the keyset encrypts. */
    @Bean
    SecretBox secretBox() throws GeneralSecurityException, IOException {
        Aead keyEncryption = keyset("encryption.json", PredefinedAeadParameters.AES256_GCM)
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
        return new SecretBox(KmsEnvelopeAead.create(PredefinedAeadParameters.AES256_GCM, keyEncryption));
    }

    @Bean
    Fingerprints fingerprints() throws GeneralSecurityException, IOException {
        return new Fingerprints(keyset("fingerprint.json", PredefinedMacParameters.HMAC_SHA256_256BITTAG)
                .getPrimitive(RegistryConfiguration.get(), Mac.class));
    }

    /** Replicas that start together use the same keys: those of whichever writes them first. */
    private KeysetHandle keyset(String name, Parameters parameters) throws GeneralSecurityException, IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            PrivateFiles.createDirectories(directory);
            KeysetHandle fresh = KeysetHandle.generateNew(parameters);
            PrivateFiles.writeOnce(
                    file, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()));
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }
}
