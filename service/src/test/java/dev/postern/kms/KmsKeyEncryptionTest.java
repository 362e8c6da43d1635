package dev.postern.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.MigratedDatabase;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.kms.KmsKey;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.secrets.KeyRotation;
import dev.postern.secrets.SealedColumn;
import dev.postern.secrets.TestReplica;
import dev.postern.secrets.spi.KeyEncryptionException;
import dev.postern.testing.SandboxProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The real SDK against the sandbox's KMS, and keys in the database that a key there encrypts. */
class KmsKeyEncryptionTest {

    private static final SealedColumn.Place PLACE = TestReplica.PASSWORD.of(TenantId.next(), "clu_1");

    @TempDir
    private Path directory;

    private final MigratedDatabase database = MigratedDatabase.create();
    private final List<KmsKeyEncryption> made = new ArrayList<>();
    private Sandbox sandbox;
    private Map<String, String> settings;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.builder().start();
        settings = new HashMap<>(SandboxProperties.kms(sandbox));
    }

    @AfterEach
    void close() {
        made.forEach(KmsKeyEncryption::close);
        sandbox.close();
        database.close();
    }

    @Test
    void whatTheKeyEncryptsItDecryptsForTheSamePurposeOnly() {
        KmsKeyEncryption key = key();
        byte[] plain = "a key".getBytes(StandardCharsets.UTF_8);

        byte[] encrypted = key.encrypt(plain, "one");

        assertThat(key.decrypt(encrypted, key.name(), "one")).isEqualTo(plain);
        assertThatThrownBy(() -> key.decrypt(encrypted, key.name(), "another"))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining("InvalidCiphertextException");
    }

    @Test
    void replicasShareNothingButTheDatabaseAndTheKey(@TempDir Path another) {
        TestReplica one = replica("one", directory);

        TestReplica two = replica("two", another);

        assertThat(two.box().open(one.box().seal(Secret.of("secret"), PLACE), PLACE))
                .isEqualTo(Secret.of("secret"));
        assertThat(directory).isEmptyDirectory();
        assertThat(another).isEmptyDirectory();
        assertThat(wrappedBy()).containsOnly(arn());
    }

    @Test
    void aRunningReplicaDoesNotNoticeThatKmsIsAway() {
        TestReplica replica = replica("one", directory);
        byte[] before = replica.box().seal(Secret.of("before"), PLACE);
        sandbox.aws().faults().add(Fault.loseCall().of("kms:*"));

        replica.look();
        byte[] meanwhile = replica.box().seal(Secret.of("meanwhile"), PLACE);

        assertThat(replica.box().open(before, PLACE)).isEqualTo(Secret.of("before"));
        assertThat(replica.box().open(meanwhile, PLACE)).isEqualTo(Secret.of("meanwhile"));
    }

    @Test
    void aRotationWaitsForKmsSaysSoAndGoesOnWhenItIsBack() {
        TestReplica replica = replica("one", directory);
        KeyRotation rotation = replica.rotations().start("tok_1");
        sandbox.aws().kmsKeys().change(arn(), KmsKey.State.DISABLED);
        replica.advance();
        assertThat(replica.rotations().get(rotation.id()).message())
                .contains("kms:Encrypt")
                .contains(arn())
                .contains("DisabledException")
                .contains("Enable the key");

        sandbox.aws().kmsKeys().change(arn(), KmsKey.State.ENABLED);
        for (int i = 0; i < 4; i++) {
            replica.advance();
            replica.look();
        }

        assertThat(replica.rotations().get(rotation.id()).state()).isEqualTo(KeyRotation.State.COMPLETED);
        assertThat(wrappedBy()).containsOnly(arn());
    }

    @Test
    void aStartWithoutTheKeyNamesKeyCallAndRemedy() {
        replica("one", directory);

        sandbox.aws().kmsKeys().change(arn(), KmsKey.State.PENDING_DELETION);
        failsToStart("kms:Decrypt", arn(), "KMSInvalidStateException", "Cancel the key's deletion");
        sandbox.aws().kmsKeys().change(arn(), KmsKey.State.ENABLED);
        settings.put("postern.kms.access-key-id", "of-nobody");
        failsToStart("kms:Decrypt", arn(), "UnrecognizedClientException", "credentials that are valid");
        settings.put("postern.kms.access-key-id", Account.ACME.accessKeyId());
        failsToStart("kms:Decrypt", arn(), "AccessDeniedException", "Allow kms:Decrypt in the key's policy");
    }

    @Test
    void aFirstStartWithAKeyThatDoesNotExistSaysSo() {
        settings.put("postern.kms.key-arn", arn() + "0");

        failsToStart("kms:Encrypt", arn(), "NotFoundException", "Set postern.kms.key-arn to a key that exists");
    }

    @Test
    void aKmsThatDoesNotAnswerIsGivenUpAfterTheDeadline() {
        settings.put("postern.kms.call-timeout", "600ms");
        settings.put("postern.kms.attempt-timeout", "250ms");
        sandbox.aws().faults().add(Fault.hang().of("kms:*"));
        long began = System.nanoTime();

        failsToStart("kms:Encrypt", arn(), "got no answer", "Check credentials, the way to KMS in us-east-1");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anAliasIsRefusedForItMayPointElsewhereTomorrow() {
        settings.put("postern.kms.key-arn", "arn:aws:kms:us-east-1:111111111111:alias/postern");

        assertThatThrownBy(this::key)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postern.kms.key-arn")
                .hasMessageContaining("not of an alias");
    }

    /** Whoever began with a file names a key of KMS, and later perhaps another one; the file is of no use any more. */
    @Test
    void keysMoveFromTheFileToKmsAndFromOneKeyToAnother(@TempDir Path elsewhere) {
        TestReplica local = TestReplica.local("local", database.system(), directory);
        byte[] sealed = local.box().seal(Secret.of("secret"), PLACE);

        replica("moved", directory);
        assertThat(wrappedBy()).containsOnly(arn());
        String first = arn();
        settings.putAll(SandboxProperties.kms(sandbox));
        replica("moved again", elsewhere);
        sandbox.aws().kmsKeys().change(first, KmsKey.State.DISABLED);

        assertThat(wrappedBy()).containsOnly(arn()).doesNotContain(first);
        assertThat(replica("later", elsewhere).box().open(sealed, PLACE)).isEqualTo(Secret.of("secret"));
        assertThatThrownBy(() -> TestReplica.local("left behind", database.system(), directory))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining("Set postern.kms.key-arn to that key on this replica too.");
    }

    private void failsToStart(String... said) {
        assertThatThrownBy(() -> replica("starting", directory))
                .isInstanceOf(KeyEncryptionException.class)
                .message()
                .contains(said);
    }

    private TestReplica replica(String name, Path keys) {
        return TestReplica.with(key(), name, database.system(), keys);
    }

    /** As the service makes it of its settings. */
    private KmsKeyEncryption key() {
        KmsProperties properties = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("postern.kms", KmsProperties.class);
        KmsKeyEncryption key = new KmsConfiguration().kmsKeyEncryption(properties);
        made.add(key);
        return key;
    }

    private String arn() {
        return Objects.requireNonNull(settings.get("postern.kms.key-arn"));
    }

    private List<String> wrappedBy() {
        return database.system()
                .jdbc()
                .sql("select wrapped_by from secret_key")
                .query(String.class)
                .list();
    }
}
