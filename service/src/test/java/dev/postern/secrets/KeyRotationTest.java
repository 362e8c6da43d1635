package dev.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.MigratedDatabase;
import dev.postern.secrets.KeyRotation.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

/** Replicas, played by hand, rotate the key that secrets are sealed with. */
class KeyRotationTest {

    private static final int MANY = 7;

    @TempDir
    private Path directory;

    private final MigratedDatabase database = MigratedDatabase.create();
    private final SecretTable table = new SecretTable(database);
    private TestReplica one;
    private TestReplica two;
    private KeyId former;

    @BeforeEach
    void twoReplicasAndSomeSecrets() {
        one = replica("one");
        two = replica("two");
        former = one.primary();
        table.write(one, "before", MANY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRotationLeavesNoCiphertextOfTheFormerKeyNorThatKey() {
        KeyRotation rotation = one.rotations().start("tok_1");

        complete(rotation);

        KeyId now = one.primary();
        assertThat(now).isNotEqualTo(former);
        assertThat(table.byKey()).containsExactly(Map.entry(now.value(), MANY));
        assertThat(keys()).containsExactly(now.value());
        assertThat(rotation(rotation).state()).isEqualTo(State.COMPLETED);
        assertThat(rotation(rotation).resealed()).isEqualTo(MANY);
        assertThat(rotation(rotation).remaining()).isZero();
        assertThat(rotation(rotation).keyId()).isEqualTo(now.value());
        table.isReadBy(one);
        table.isReadBy(two);
        table.isReadBy(replica("three"));
    }

    @Test
    void nobodySealsWithTheNewKeyBeforeEveryReplicaKnowsIt() {
        KeyRotation rotation = one.rotations().start("tok_1");

        one.advance();

        assertThat(rotation(rotation).state()).isEqualTo(State.DISTRIBUTING);
        assertThat(rotation(rotation).message()).contains("two");
        assertThat(one.primary()).isEqualTo(former);
        table.write(one, "during", 1);
        assertThat(table.byKey()).containsOnlyKeys(former.value());
        two.look();
        one.look();
        one.advance();
        assertThat(rotation(rotation).state()).isEqualTo(State.RESEALING);
    }

    @Test
    void theFormerKeyStaysUntilEveryReplicaSealsWithTheNewOne() {
        KeyRotation rotation = one.rotations().start("tok_1");
        one.advance();
        two.look();
        one.look();

        one.advance();

        assertThat(rotation(rotation).state()).isEqualTo(State.RESEALING);
        assertThat(rotation(rotation).message()).contains("two");
        table.write(two, "late", 1);
        assertThat(table.byKey()).containsKey(former.value());
        complete(rotation);
        assertThat(table.byKey()).doesNotContainKey(former.value());
        table.isReadBy(two);
    }

    @Test
    void secretsFromBeforeWhileAndAfterAreReadByEveryReplicaAtEveryStep() {
        KeyRotation rotation = one.rotations().start("tok_1");
        int step = 0;
        while (rotation(rotation).state() != State.COMPLETED) {
            one.steps().step();
            table.write(one, "one" + step, 1);
            table.isReadBy(two);
            two.look();
            table.write(two, "two" + step, 1);
            table.isReadBy(one);
            one.look();
            assertThat(step++).as("steps").isLessThan(20);
        }
        table.write(one, "after", 1);

        table.isReadBy(one);
        table.isReadBy(two);
        table.isReadBy(replica("three"));
        assertThat(table.byKey()).containsOnlyKeys(one.primary().value());
    }

    /** Each replica makes one step and is never heard of again; some secrets are locked, so that a pass leaves them. */
    @Test
    void aRotationWhoseReplicasDieOneAfterTheOtherEnds() {
        KeyRotation rotation = one.rotations().start("tok_1");
        int deaths = 0;
        while (rotation(rotation).state() != State.COMPLETED) {
            allDie();
            TestReplica next = replica("next " + deaths);
            if (deaths % 2 == 0) {
                database.system().inTransaction(() -> {
                    database.system()
                            .jdbc()
                            .sql("select id from cluster where id = 'clu_before_3' for no key update")
                            .query(String.class)
                            .single();
                    return inAnotherThread(() -> next.steps().step());
                });
            } else {
                next.steps().step();
            }
            assertThat(deaths++).as("deaths").isLessThan(20);
        }

        TestReplica last = replica("last");
        assertThat(deaths).isGreaterThan(3);
        assertThat(table.byKey()).containsExactly(Map.entry(last.primary().value(), MANY));
        assertThat(keys()).containsExactly(last.primary().value());
        table.isReadBy(last);
    }

    @Test
    void aReplicaThatWasFrozenAllTheWhileReadsEverythingAndCannotWriteWithTheKeyThatIsGone() {
        KeyRotation rotation = one.rotations().start("tok_1");
        allDie();
        one.look();
        for (int i = 0; i < 5; i++) {
            one.advance();
            one.look();
        }
        assertThat(rotation(rotation).state()).isEqualTo(State.COMPLETED);

        assertThat(two.primary()).isEqualTo(former);
        assertThatThrownBy(() -> table.write(two, "clu_thawed")).isInstanceOf(DataIntegrityViolationException.class);
        table.isReadBy(two);
        two.look();
        table.write(two, "clu_thawed");
        table.isReadBy(one);
    }

    @Test
    void aReplicaThatHasNotLookedForLongLooksBeforeItSeals() {
        TestReplica careful = TestReplica.local("careful", database.system(), directory, Duration.ZERO);
        KeyRotation rotation = one.rotations().start("tok_1");
        allDie();
        one.look();
        for (int i = 0; i < 5; i++) {
            one.advance();
            one.look();
        }
        assertThat(rotation(rotation).state()).isEqualTo(State.COMPLETED);

        table.write(careful, "clu_thawed");

        assertThat(table.byKey()).containsOnlyKeys(one.primary().value());
    }

    /** What the lost file encrypted, the fingerprints' key among it, would not be read by the next start. */
    @Test
    void aRotationWaitsForTheFileOfTheKeyOfKeysAndMakesNoOther() throws Exception {
        Path file = directory.resolve("key-encryption.json");
        byte[] kept = Files.readAllBytes(file);
        Files.delete(file);
        KeyRotation rotation = one.rotations().start("tok_1");

        advanceALot();

        assertThat(rotation(rotation).state()).isEqualTo(State.REQUESTED);
        assertThat(rotation(rotation).message()).contains(file.toString()).contains("restore it from its backup");
        assertThat(file).doesNotExist();
        Files.write(file, kept);
        complete(rotation);
        table.isReadBy(replica("three"));
    }

    @Test
    void manyWhoStartOneAtTheSameTimeGetTheSame() throws Exception {
        Set<KeyRotationId> started = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            List<Callable<KeyRotation>> starts = IntStream.range(0, MANY)
                    .mapToObj(i -> (Callable<KeyRotation>)
                            () -> (i % 2 == 0 ? one : two).rotations().start("tok_" + i))
                    .toList();
            for (Future<KeyRotation> start : threads.invokeAll(starts)) {
                started.add(start.get().id());
            }
        }

        assertThat(started).hasSize(1);
        complete(one.rotations().get(started.iterator().next()));
        assertThat(one.rotations().start("tok_1").id()).isNotIn(started);
    }

    @Test
    void aSecretThatDoesNotOpenKeepsTheFormerKeyAndIsNamed() {
        table.damage("clu_before_2");
        KeyRotation rotation = one.rotations().start("tok_1");
        advanceALot();

        assertThat(rotation(rotation).state()).isEqualTo(State.RESEALING);
        assertThat(rotation(rotation).remaining()).isEqualTo(1);
        assertThat(rotation(rotation).message())
                .contains("cluster.password_sealed of tnt_")
                .contains("clu_before_2");
        assertThat(keys()).contains(former.value());
        table.delete("clu_before_2");
        complete(rotation);
        table.isReadBy(two);
    }

    @Test
    void aSecondRotationFollowsTheFirst() {
        complete(one.rotations().start("tok_1"));
        KeyId between = one.primary();

        complete(one.rotations().start("tok_1"));

        assertThat(one.primary()).isNotEqualTo(between);
        assertThat(keys()).containsExactly(one.primary().value());
        table.isReadBy(two);
    }

    private void complete(KeyRotation rotation) {
        advanceALot();
        assertThat(rotation(rotation).state()).as(rotation(rotation).message()).isEqualTo(State.COMPLETED);
    }

    private void advanceALot() {
        for (int i = 0; i < 5; i++) {
            one.look();
            two.look();
            one.advance();
        }
        two.look();
    }

    private KeyRotation rotation(KeyRotation rotation) {
        return one.rotations().get(rotation.id());
    }

    private TestReplica replica(String name) {
        return TestReplica.local(name, database.system(), directory);
    }

    /** Nobody has been heard of for long. */
    private void allDie() {
        database.system()
                .jdbc()
                .sql("update secret_key_replica set seen_at = now() - interval '1 hour'")
                .update();
    }

    private List<String> keys() {
        return database.system()
                .jdbc()
                .sql("select encode(id, 'hex') from secret_key where purpose = 'ENCRYPTION'")
                .query(String.class)
                .list();
    }

    private static boolean inAnotherThread(Callable<Boolean> work) {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(work).get();
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
    }
}
