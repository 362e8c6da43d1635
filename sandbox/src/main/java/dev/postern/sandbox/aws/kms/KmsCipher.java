package dev.postern.sandbox.aws.kms;

import dev.postern.sandbox.aws.wire.AwsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphertexts that name their key and are bound to their encryption context, as those of KMS are (AES-256, GCM). */
final class KmsCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();

    byte[] encrypt(KmsKey key, byte[] plaintext, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] name = key.arn().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plaintext);
            return ByteBuffer.allocate(1 + name.length + NONCE_BYTES + sealed.length)
                    .put((byte) name.length)
                    .put(name)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /**
     * The ARN of the key.
     *
     * @throws AwsException {@code InvalidCiphertextException} if this is no ciphertext
     */
    static String keyOf(byte[] ciphertext) {
        int length = ciphertext.length == 0 ? 0 : ciphertext[0] & 0xff;
        if (length == 0 || ciphertext.length <= 1 + length + NONCE_BYTES) {
            throw invalid();
        }
        return new String(ciphertext, 1, length, StandardCharsets.UTF_8);
    }

    /**
     * The plaintext.
     *
     * @throws AwsException {@code InvalidCiphertextException} if it was changed or is of another context
     */
    static byte[] decrypt(KmsKey key, byte[] ciphertext, String context) {
        int begin = 1 + (ciphertext[0] & 0xff);
        byte[] nonce = Arrays.copyOfRange(ciphertext, begin, begin + NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context)
                    .doFinal(Arrays.copyOfRange(ciphertext, begin + NONCE_BYTES, ciphertext.length));
        } catch (GeneralSecurityException forged) {
            throw invalid();
        }
    }

    private static Cipher cipher(int mode, KmsKey key, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(Base64.getDecoder().decode(key.material()), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static AwsException invalid() {
        return AwsException.badRequest("InvalidCiphertextException", "");
    }
}
