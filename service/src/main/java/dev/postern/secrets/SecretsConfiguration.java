package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import dev.postern.database.SystemDatabase;
import dev.postern.secrets.spi.KeyEncryption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Keys of this installation: in the database, encrypted by a key in AWS KMS or in a file. */
@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    /** A replica that was silent for so many intervals has died, or is frozen. */
    private static final int MISSED = 4;

    /**
     * Settings {@code postern.secrets}.
     *
     * @param directory where the file is that encrypts all keys, without KMS; null for {@code keys} in the data
     *     directory. All replicas share it.
     * @param refreshInterval how often a replica looks for new keys, and says which ones it knows
     */
    @ConfigurationProperties("postern.secrets")
    record SecretsProperties(
            @Nullable Path directory, @DefaultValue("5s") Duration refreshInterval) {

        SecretsProperties {
            if (refreshInterval.isNegative() || refreshInterval.isZero()) {
                throw new IllegalArgumentException("postern.secrets.refresh-interval must be longer than 0");
            }
        }

        /** How long nobody hears of a replica that is alive, at most. */
        Duration silence() {
            return refreshInterval.multipliedBy(MISSED);
        }
    }

    private final SecretsProperties properties;
    private final Path directory;

    SecretsConfiguration(SecretsProperties properties, @Value("${postern.data-directory}") Path data)
            throws GeneralSecurityException {
        AeadConfig.register();
        MacConfig.register();
        this.properties = properties;
        this.directory = properties.directory() == null ? data.resolve("keys") : properties.directory();
    }

    @Bean
    KeyRows keyRows(SystemDatabase database) {
        return new KeyRows(database);
    }

    @Bean
    KeyWrapping keyWrapping(ObjectProvider<KeyEncryption> adapter, KeyRows rows) {
        LocalKeyEncryption local = new LocalKeyEncryption(directory, rows::isEmpty);
        return new KeyWrapping(local, adapter.getIfAvailable(() -> local));
    }

    @Bean
    FirstKeys firstKeys(SealedRows sealed) {
        return new FirstKeys(directory, sealed);
    }

    @Bean
    @DependsOnDatabaseInitialization
    SecretKeys<Aead> encryptionKeys(KeyRows rows, KeyWrapping wrapping, FirstKeys firstKeys) {
        return SecretKeys.load(KeyPurpose.ENCRYPTION, Aead.class, rows, wrapping, firstKeys, System::nanoTime);
    }

    /** After the encryption keys, which refuse a directory that is the wrong one. */
    @Bean
    @DependsOn("encryptionKeys")
    @DependsOnDatabaseInitialization
    SecretKeys<Mac> fingerprintKeys(KeyRows rows, KeyWrapping wrapping, FirstKeys firstKeys) {
        return SecretKeys.load(KeyPurpose.FINGERPRINT, Mac.class, rows, wrapping, firstKeys, System::nanoTime);
    }

    @Bean
    SecretBox secretBox(SecretKeys<Aead> keys) {
        return new SecretBox(keys, properties.silence());
    }

    @Bean
    Fingerprints fingerprints(SecretKeys<Mac> keys) {
        return new Fingerprints(keys);
    }
}
