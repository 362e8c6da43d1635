package dev.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.MigratedDatabase;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.secrets.spi.KeyEncryption;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica slept while another one rotated the key; now it is to open secrets, and what would decrypt the new key is away. */
class UnreadableKeyTest {

    @TempDir
    private Path directory;

    private final MigratedDatabase database = MigratedDatabase.create();
    private final SecretTable table = new SecretTable(database);
    private final AtomicLong now = new AtomicLong();
    private final Away kms = new Away();
    private TestReplica sleeper;

    @BeforeEach
    void aReplicaSleepsThroughARotation() {
        TestReplica other = TestReplica.with(new Away(), "other", database.system(), directory);
        sleeper = TestReplica.with(kms, "sleeper", database.system(), directory, now::get);
        table.write(other, "secret", 5);
        other.rotations().start("tok_1");
        database.system()
                .jdbc()
                .sql("update secret_key_replica set seen_at = now() - interval '1 hour'")
                .update();
        for (int step = 0; step < 5; step++) {
            other.look();
            other.advance();
        }
        assertThat(other.primary()).isNotEqualTo(sleeper.primary());
        assertThat(table.byKey()).containsOnlyKeys(other.primary().value());
        kms.isAway = true;
        kms.asked = 0;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itAsksOnceAndThenForHalfAMinuteNotForEachSecret() {
        for (int secret = 0; secret < 5; secret++) {
            cannotRead();
        }
        pass(Duration.ofSeconds(29));
        cannotRead();
        assertThat(kms.asked).isEqualTo(1);

        pass(Duration.ofSeconds(2));
        cannotRead();

        assertThat(kms.asked).isEqualTo(2);
    }

    @Test
    void onceWhatDecryptsTheKeyIsBackTheNextAttemptAfterThatTimeSucceeds() {
        cannotRead();
        kms.isAway = false;
        cannotRead();

        pass(Duration.ofSeconds(31));

        table.isReadBy(sleeper);
        assertThat(kms.asked).isEqualTo(2);
    }

    /** It holds no transaction open, so that it may go on asking; what it learns helps all others at once. */
    @Test
    void theTimerGoesOnAskingAndEndsThePause() {
        cannotRead();
        assertThatThrownBy(sleeper::look).isInstanceOf(KeyEncryptionException.class);
        kms.isAway = false;

        sleeper.look();

        table.isReadBy(sleeper);
        assertThat(kms.asked).isEqualTo(3);
    }

    private void cannotRead() {
        assertThatThrownBy(() -> table.isReadBy(sleeper))
                .isInstanceOfSatisfying(
                        PosternException.class, away -> assertThat(away.kind()).isEqualTo(ErrorKind.UNAVAILABLE));
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** A key that all replicas share and that one of them may be cut off from. It hides nothing, which is no matter here. */
    private static final class Away implements KeyEncryption {

        private boolean isAway;
        private int asked;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public byte[] encrypt(byte[] key, String context) {
            return key.clone();
        }

        @Override
        public byte[] decrypt(byte[] encrypted, String encryptedBy, String context) {
            asked++;
            if (isAway) {
                throw new KeyEncryptionException("The key is away.", "Wait for it.", null);
            }
            return encrypted.clone();
        }
    }
}
