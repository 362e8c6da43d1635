package dev.postern.secrets;

import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;

/** What a key is for. */
enum KeyPurpose {
    ENCRYPTION("encryption.json"),
    FINGERPRINT("fingerprint.json");

    private final String earlierFile;

    KeyPurpose(String earlierFile) {
        this.earlierFile = earlierFile;
    }

    Parameters parameters() {
        return switch (this) {
            case ENCRYPTION -> PredefinedAeadParameters.AES256_GCM;
            case FINGERPRINT -> PredefinedMacParameters.HMAC_SHA256_256BITTAG;
        };
    }

    /** The file of the keys' directory that held the key, in the clear, before keys were kept in the database. */
    String earlierFile() {
        return earlierFile;
    }
}
