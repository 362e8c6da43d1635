package dev.postern.secrets.spi;

/**
 * A key that encrypts our keys and never leaves where it is kept. Asked at the start of a replica and when keys change,
 * never for a single secret. Every call ends within a deadline.
 */
public interface KeyEncryption {

    /** Names the key that {@link #encrypt} uses, so that it can be found again. */
    String name();

    /**
     * @param key a secret key, of at most 4 kB
     * @param context says which key that is; without the same text it cannot be decrypted
     * @throws KeyEncryptionException if that cannot be done now
     */
    byte[] encrypt(byte[] key, String context);

    /**
     * @param encryptedBy the name of the key that it was encrypted with, which may be an earlier one
     * @throws KeyEncryptionException if that cannot be done now, or never
     */
    byte[] decrypt(byte[] encrypted, String encryptedBy, String context);
}
