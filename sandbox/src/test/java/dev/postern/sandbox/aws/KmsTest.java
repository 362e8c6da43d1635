package dev.postern.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.kms.KmsKey;
import dev.postern.sandbox.aws.setting.Account;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsTest {

    private static final Map<String, String> CONTEXT = Map.of("for", "a test", "and", "nothing else");

    private final AwsScene scene = new AwsScene();
    private final KmsClient kms = scene.operator.withoutRetries().kms();
    private final String key = newKey();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatAKeyEncryptsItDecryptsInTheSameContext() {
        EncryptResponse encrypted = encrypt(key, "plain");

        DecryptResponse decrypted = kms.decrypt(
                request -> request.ciphertextBlob(encrypted.ciphertextBlob()).encryptionContext(CONTEXT));

        assertThat(decrypted.plaintext().asUtf8String()).isEqualTo("plain");
        assertThat(decrypted.keyId()).isEqualTo(key).isEqualTo(encrypted.keyId());
        assertThat(encrypted.ciphertextBlob().asString(StandardCharsets.ISO_8859_1))
                .doesNotContain("plain");
        assertThat(scene.sandbox.aws().calls().entries("Decrypt")).hasSize(1);
    }

    @Test
    void inAnotherContextOrChangedItDoesNotOpen() {
        byte[] encrypted = encrypt(key, "plain").ciphertextBlob().asByteArray();

        assertThatThrownBy(() -> kms.decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(encrypted))))
                .isInstanceOf(InvalidCiphertextException.class);
        encrypted[encrypted.length - 1] ^= 1;
        assertThatThrownBy(() -> kms.decrypt(request -> request.ciphertextBlob(SdkBytes.fromByteArray(encrypted))
                        .encryptionContext(CONTEXT)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aKeyThatIsNotTheOneOfTheCiphertextIsRefused() {
        SdkBytes encrypted = encrypt(key, "plain").ciphertextBlob();
        String other = newKey();

        assertThatThrownBy(() -> kms.decrypt(request ->
                        request.keyId(other).ciphertextBlob(encrypted).encryptionContext(CONTEXT)))
                .isInstanceOf(IncorrectKeyException.class);
    }

    @Test
    void aKeyThatIsNotThereNotEnabledOrNotOnesOwnIsOfNoUse() {
        String disabled = newKey();
        scene.sandbox.aws().kmsKeys().change(disabled, KmsKey.State.DISABLED);
        String goes = newKey();
        scene.sandbox.aws().kmsKeys().change(goes, KmsKey.State.PENDING_DELETION);

        assertThatThrownBy(() -> encrypt(key + "0", "x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> encrypt(disabled, "x")).isInstanceOf(DisabledException.class);
        assertThatThrownBy(() -> encrypt(goes, "x")).isInstanceOf(KmsInvalidStateException.class);
        assertThatThrownBy(() ->
                        scene.acme.kms().encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refused -> assertThat(refused.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));
    }

    @Test
    void faultsStrikeItAsTheyDoEverythingElse() {
        scene.sandbox.aws().faults().add(Fault.throttle().of("kms:Encrypt"));

        assertThatThrownBy(() -> encrypt(key, "x"))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refused -> assertThat(refused.isThrottlingException()).isTrue());
    }

    private EncryptResponse encrypt(String name, String text) {
        return kms.encrypt(request ->
                request.keyId(name).plaintext(SdkBytes.fromUtf8String(text)).encryptionContext(CONTEXT));
    }

    private String newKey() {
        return scene.sandbox.aws().kmsKeys().create(Account.OPERATOR.id(), AwsScene.REGION);
    }
}
