package dev.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.KmsEnvelopeAead;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.postern.database.MigratedDatabase;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in the database, encrypted by a key in a file. */
class KeysTest {

    private static final int REPLICAS = 6;
    private static final SealedColumn.Place PLACE = TestReplica.PASSWORD.of(TenantId.next(), "clu_1");

    @TempDir
    private Path directory;

    private final MigratedDatabase database = MigratedDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @RepeatedTest(3)
    void replicasThatStartForTheFirstTimeTogetherUseTheSameKeys() throws Exception {
        CyclicBarrier together = new CyclicBarrier(REPLICAS);
        List<Future<TestReplica>> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            for (int i = 0; i < REPLICAS; i++) {
                String name = "replica " + i;
                starts.add(threads.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    return TestReplica.local(name, database.system(), directory);
                }));
            }
        }
        byte[] fingerprint = starts.getFirst().get().fingerprints().of("text");
        byte[] sealed = starts.getFirst().get().box().seal(Secret.of("secret"), PLACE);

        for (Future<TestReplica> start : starts) {
            assertThat(start.get().fingerprints().matches(fingerprint, "text")).isTrue();
            assertThat(start.get().box().open(sealed, PLACE)).isEqualTo(Secret.of("secret"));
        }
    }

    @Test
    void aReplicaThatStartsAgainUsesTheSameKeys() {
        byte[] sealed = replica().box().seal(Secret.of("secret"), PLACE);

        Secret opened = replica().box().open(sealed, PLACE);

        assertThat(opened).isEqualTo(Secret.of("secret"));
    }

    @Test
    void theFileIsForItsOwnerAloneAndNoKeyIsInTheDatabaseInTheClear() throws Exception {
        replica();

        Path file = directory.resolve("key-encryption.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
        byte[] wrapped = database.system()
                .jdbc()
                .sql("select wrapped from secret_key where purpose = 'ENCRYPTION'")
                .query(byte[].class)
                .single();
        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("AesGcmKey");
    }

    /** Else it would make a file of its own and could read nothing. */
    @Test
    void aReplicaWithoutTheFileDoesNotStartAndSaysWhichFileItWants(@TempDir Path elsewhere) {
        replica();

        assertThatThrownBy(() -> TestReplica.local("stray", database.system(), elsewhere))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining(elsewhere.resolve("key-encryption.json").toString())
                .hasMessageContaining("all replicas share it");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aReplicaWithAnotherInstallationsFileDoesNotStart(@TempDir Path elsewhere) {
        replica();
        try (MigratedDatabase other = MigratedDatabase.create()) {
            TestReplica.local("other", other.system(), elsewhere);
        }

        assertThatThrownBy(() -> TestReplica.local("stray", database.system(), elsewhere))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining("is not encrypted by the key in " + elsewhere.resolve("key-encryption.json"));
    }

    @Test
    void aKeyThatWasPutUnderAnotherIdDoesNotOpen() {
        replica();
        database.system()
                .jdbc()
                .sql("update secret_key set id = '\\x00000001' where purpose = 'ENCRYPTION'")
                .update();

        assertThatThrownBy(this::replica).isInstanceOf(KeyEncryptionException.class);
    }

    /** Keys used to be in files of the directory, in the clear. */
    @Test
    void whatAnEarlierVersionSealedOpens() throws Exception {
        KeysetHandle earlier = earlierFile();
        byte[] sealed = KmsEnvelopeAead.create(
                        PredefinedAeadParameters.AES256_GCM,
                        earlier.getPrimitive(RegistryConfiguration.get(), com.google.crypto.tink.Aead.class))
                .encrypt(
                        "secret".getBytes(StandardCharsets.UTF_8),
                        PLACE.toString().getBytes(StandardCharsets.UTF_8));

        Secret opened = replica().box().open(sealed, PLACE);

        assertThat(opened).isEqualTo(Secret.of("secret"));
    }

    /** Else a new key would take the place of the one that an earlier version left in a file elsewhere. */
    @Test
    void anUpgradeThatDoesNotFindTheKeyOfStoredSecretsIsRefusedAndLeavesNothingBehind(@TempDir Path elsewhere)
            throws Exception {
        earlierFile();
        SecretTable table = new SecretTable(database);
        table.write(replica(), "secret", 2);
        forgetKeys();

        assertThatThrownBy(() -> TestReplica.local("stray", database.system(), elsewhere))
                .isInstanceOf(KeyEncryptionException.class)
                .hasMessageContaining(elsewhere.resolve("encryption.json").toString())
                .hasMessageContaining("set postern.secrets.directory");

        assertThat(elsewhere).isEmptyDirectory();
        table.isReadBy(replica());
    }

    /** As an earlier version left the database. */
    private void forgetKeys() {
        for (String constraint : List.of("cluster_password_key_is_kept", "cluster_client_key_key_is_kept")) {
            database.owner()
                    .sql("alter table cluster drop constraint " + constraint)
                    .update();
        }
        database.system().jdbc().sql("delete from secret_key").update();
    }

    private KeysetHandle earlierFile() throws Exception {
        AeadConfig.register();
        KeysetHandle earlier = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        Files.writeString(
                directory.resolve("encryption.json"),
                TinkJsonProtoKeysetFormat.serializeKeyset(earlier, InsecureSecretKeyAccess.get()));
        return earlier;
    }

    private TestReplica replica() {
        return TestReplica.local("replica", database.system(), directory);
    }
}
