package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.postern.foundation.PrivateFiles;
import dev.postern.secrets.spi.KeyEncryption;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.BooleanSupplier;

/** The default: a key in a file that only its owner can read, and that all replicas share. */
final class LocalKeyEncryption implements KeyEncryption {

    static final String NAME = "local";
    private static final String FILE = "key-encryption.json";
    private static final String RESTORE =
            "Put the file there that this database's first replica made (all replicas share"
                    + " it; set postern.secrets.directory if it is elsewhere), or restore it from its backup.";

    private final Path directory;
    private final Path file;
    private final BooleanSupplier first;

    /**
     * @param first whether nothing can have been encrypted yet, so that the file may be made
     */
    LocalKeyEncryption(Path directory, BooleanSupplier first) {
        this.directory = directory;
        this.first = first;
        this.file = directory.resolve(FILE);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Makes the file before the first key, and never afterwards: what the lost one encrypted would stay closed. */
    @Override
    public byte[] encrypt(byte[] key, String context) {
        boolean mayMake = first.getAsBoolean(); // asked first: whoever ends that has made the file before
        try {
            if (!Files.exists(file)) {
                if (!mayMake) {
                    throw new KeyEncryptionException(
                            "The %s is to be encrypted by the key in %s, which is not there.".formatted(context, file),
                            RESTORE,
                            null);
                }
                PrivateFiles.createDirectories(directory);
                PrivateFiles.writeOnce(
                        file,
                        TinkJsonProtoKeysetFormat.serializeKeyset(
                                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                                InsecureSecretKeyAccess.get()));
            }
            return read().encrypt(key, context.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException cause) {
            throw new KeyEncryptionException(
                    "The key in %s cannot encrypt the %s.".formatted(file, context),
                    "Check the file and who may read and write there.",
                    cause);
        }
    }

    @Override
    public byte[] decrypt(byte[] encrypted, String encryptedBy, String context) {
        if (!encryptedBy.equals(NAME)) {
            throw new KeyEncryptionException(
                    "The %s is encrypted by %s, and this replica has no key but the one in %s."
                            .formatted(context, encryptedBy, file),
                    "Set postern.kms.key-arn to that key on this replica too.",
                    null);
        }
        if (!Files.exists(file)) {
            throw new KeyEncryptionException(
                    "The %s is encrypted by the key in %s, which is not there.".formatted(context, file),
                    RESTORE,
                    null);
        }
        try {
            return read().decrypt(encrypted, context.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | GeneralSecurityException cause) {
            throw new KeyEncryptionException(
                    "The %s is not encrypted by the key in %s, or that file is damaged.".formatted(context, file),
                    RESTORE,
                    cause);
        }
    }

    private Aead read() throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}
