package dev.postern.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where keys come from as long as the table holds none: new ones, or those in files of an earlier version. */
final class FirstKeys {

    private static final Logger log = LoggerFactory.getLogger(FirstKeys.class);

    private final Path directory;
    private final SealedRows sealed;

    /**
     * @param directory may hold keys, in the clear, of an installation from before keys were in the database
     */
    FirstKeys(Path directory, SealedRows sealed) {
        this.directory = directory;
        this.sealed = sealed;
    }

    KeysetHandle of(KeyPurpose purpose) {
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

    /** Whether there is a secret that it would never open. */
    boolean losesSecrets(KeyPurpose purpose, KeysetHandle first) {
        return purpose == KeyPurpose.ENCRYPTION
                && sealed.countNotSealedWith(KeyId.of(first.getPrimary().getId())) > 0;
    }

    KeyEncryptionException refusal(KeyPurpose purpose) {
        return new KeyEncryptionException(
                "The database holds secrets, but not the key that they are sealed with; nor is that in %s."
                        .formatted(directory.resolve(purpose.earlierFile())),
                "After an upgrade set postern.secrets.directory to where that file is, or restore it from its backup."
                        + " If there never was one, restore the table secret_key from a backup of the database.",
                null);
    }
}
