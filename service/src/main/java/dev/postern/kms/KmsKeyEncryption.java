package dev.postern.kms;

import dev.postern.secrets.spi.KeyEncryption;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A key in AWS KMS, which encrypts and decrypts there and cannot be read ("AWS KMS API reference": Encrypt, Decrypt). What
 * a key is for goes along as encryption context, which CloudTrail shows.
 */
final class KmsKeyEncryption implements KeyEncryption, AutoCloseable {

    private static final String CONTEXT = "postern:key";

    private final KmsClients clients;
    private final KeyArn key;

    KmsKeyEncryption(KmsClients clients, KeyArn key) {
        this.clients = clients;
        this.key = key;
    }

    @Override
    public String name() {
        return key.value();
    }

    @Override
    public byte[] encrypt(byte[] plain, String context) {
        return call(
                "kms:Encrypt",
                key,
                context,
                () -> clients.in(key.region())
                        .encrypt(request -> request.keyId(key.value())
                                .plaintext(SdkBytes.fromByteArray(plain))
                                .encryptionContext(Map.of(CONTEXT, context)))
                        .ciphertextBlob()
                        .asByteArray());
    }

    @Override
    public byte[] decrypt(byte[] encrypted, String encryptedBy, String context) {
        KeyArn by = new KeyArn(encryptedBy);
        return call(
                "kms:Decrypt",
                by,
                context,
                () -> clients.in(by.region())
                        .decrypt(request -> request.keyId(by.value())
                                .ciphertextBlob(SdkBytes.fromByteArray(encrypted))
                                .encryptionContext(Map.of(CONTEXT, context)))
                        .plaintext()
                        .asByteArray());
    }

    private static byte[] call(String action, KeyArn key, String context, Supplier<byte[]> call) {
        try {
            return call.get();
        } catch (AwsServiceException refused) {
            AwsErrorDetails details = refused.awsErrorDetails();
            String code = details == null ? "" : details.errorCode();
            throw new KeyEncryptionException(
                    "%s with key %s was refused for the %s: %s (HTTP %d)."
                            .formatted(action, key, context, code, refused.statusCode()),
                    advice(code, action),
                    refused);
        } catch (SdkException unreachable) {
            throw new KeyEncryptionException(
                    "%s with key %s got no answer for the %s: %s."
                            .formatted(action, key, context, unreachable.getMessage()),
                    "Check credentials, the way to KMS in %s (postern.kms.endpoint-override, proxies), and its state."
                            .formatted(key.region()),
                    unreachable);
        }
    }

    private static String advice(String code, String action) {
        return switch (code) {
            case "AccessDeniedException" ->
                "Allow %s in the key's policy and in that of the role which Postern runs as.".formatted(action);
            case "NotFoundException" ->
                "Set postern.kms.key-arn to a key that exists, in the account and region of its ARN.";
            case "DisabledException" -> "Enable the key.";
            case "KMSInvalidStateException" ->
                "Cancel the key's deletion and enable it: without it no stored secret can be read.";
            case "InvalidCiphertextException", "IncorrectKeyException" ->
                "The stored key was changed, or is of another installation: restore the database.";
            case "UnrecognizedClientException", "ExpiredTokenException", "InvalidSignatureException" ->
                "Give Postern credentials that are valid.";
            case "ThrottlingException" -> "Try again, and look at who else uses KMS in this account.";
            default -> "Look the code up in the API reference of AWS KMS, and try again.";
        };
    }

    @Override
    public void close() {
        clients.close();
    }
}
