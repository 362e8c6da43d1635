package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import dev.postern.database.SystemDatabase;
import dev.postern.secrets.spi.KeyEncryption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What one replica has of keys, put together by hand: nothing happens in it unless a test says so. */
public final class TestReplica {

    public static final SealedColumn PASSWORD = new SealedColumn("cluster", "password_sealed");

    /** Longer than any test takes. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final int BATCH = 2;

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException cause) {
            throw new ExceptionInInitializerError(cause);
        }
    }

    private final String name;
    private final SecretKeys<Aead> keys;
    private final Fingerprints fingerprints;
    private final ReplicaRows replicas;
    private final SecretBox box;
    private final KeyRotations rotations;
    private final RotationSteps steps;

    private TestReplica(
            String name,
            SystemDatabase database,
            Path directory,
            KeyWrapping wrapping,
            Duration stale,
            LongSupplier nanoTime) {
        KeyRows rows = new KeyRows(database);
        this.name = name;
        SealedRows sealed =
                new SealedRows(database, List.of(PASSWORD, new SealedColumn("cluster", "client_key_sealed")));
        FirstKeys first = new FirstKeys(directory, sealed);
        this.keys = SecretKeys.load(KeyPurpose.ENCRYPTION, Aead.class, rows, wrapping, first, nanoTime);
        this.fingerprints =
                new Fingerprints(SecretKeys.load(KeyPurpose.FINGERPRINT, Mac.class, rows, wrapping, first, nanoTime));
        this.replicas = new ReplicaRows(database, SILENCE);
        this.box = new SecretBox(keys, stale);
        RotationRows rotationRows = new RotationRows(database, sealed);
        this.rotations = new KeyRotations(database, rotationRows, event -> {});
        this.steps = new RotationSteps(
                database,
                rotationRows,
                rows,
                wrapping,
                keys,
                replicas,
                new Resealing(database, sealed, rotationRows, box, BATCH));
        report();
    }

    /** With a key in a file of that directory. */
    public static TestReplica local(String name, SystemDatabase database, Path directory) {
        return local(name, database, directory, SILENCE);
    }

    /** It reads the keys anew before it seals, should it not have done so for that time. */
    static TestReplica local(String name, SystemDatabase database, Path directory, Duration stale) {
        LocalKeyEncryption local = local(database, directory);
        return new TestReplica(name, database, directory, new KeyWrapping(local, local), stale, System::nanoTime);
    }

    /** With that key; the one in the directory still decrypts. */
    public static TestReplica with(KeyEncryption key, String name, SystemDatabase database, Path directory) {
        return with(key, name, database, directory, SILENCE);
    }

    static TestReplica with(KeyEncryption key, String name, SystemDatabase database, Path directory, Duration stale) {
        return new TestReplica(
                name, database, directory, new KeyWrapping(local(database, directory), key), stale, System::nanoTime);
    }

    /** With a clock like {@link System#nanoTime()}. */
    static TestReplica with(
            KeyEncryption key, String name, SystemDatabase database, Path directory, LongSupplier nanoTime) {
        KeyWrapping wrapping = new KeyWrapping(local(database, directory), key);
        return new TestReplica(name, database, directory, wrapping, SILENCE, nanoTime);
    }

    private static LocalKeyEncryption local(SystemDatabase database, Path directory) {
        return new LocalKeyEncryption(directory, new KeyRows(database)::isEmpty);
    }

    /** What the timer of a real one does. */
    public void look() {
        keys.refresh();
        report();
    }

    private void report() {
        replicas.report(name, keys.held().ring());
    }

    public SecretBox box() {
        return box;
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    public KeyRotations rotations() {
        return rotations;
    }

    RotationSteps steps() {
        return steps;
    }

    public void advance() {
        steps.advance();
    }

    KeyId primary() {
        return keys.held().ring().primary();
    }
}
