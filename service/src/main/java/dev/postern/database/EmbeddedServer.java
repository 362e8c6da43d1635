package dev.postern.database;

import dev.postern.foundation.PrivateFiles;
import dev.postern.foundation.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in a data directory that outlives it. Log-in takes a password from the first moment,
 * writes are on disk before they are answered, and a server that a killed Postern left behind is stopped first.
 */
final class EmbeddedServer {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final String SUPERUSER = "postgres";

    private final Path home;
    private final FileChannel lock;
    private final Map<String, Secret> passwords;
    private final EmbeddedPostgres postgres;

    /**
     * Starts the server, or throws {@link IllegalStateException} that says why it cannot.
     *
     * @param home the directory that holds data, binaries and passwords; made if missing
     */
    static EmbeddedServer start(Path home) {
        try {
            PrivateFiles.createDirectories(home);
            FileChannel lock = lock(home);
            try {
                return new EmbeddedServer(home, lock);
            } catch (IOException | SQLException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException | SQLException cause) {
            throw new IllegalStateException(
                    "The embedded PostgreSQL in %s did not start: %s. Configure spring.datasource.url to use another one."
                            .formatted(home, cause.getMessage()),
                    cause);
        }
    }

    private EmbeddedServer(Path home, FileChannel lock) throws IOException, SQLException {
        this.home = home;
        this.lock = lock;
        this.passwords = DatabasePasswords.load(home.resolve("passwords.properties"));
        Path data = home.resolve("data");
        stopOrphan(data);
        Path superuserPassword = home.resolve("superuser-password");
        PrivateFiles.write(superuserPassword, password(SUPERUSER));
        try {
            this.postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_LIMIT)
                    .setConnectConfig("password", password(SUPERUSER))
                    .setLocaleConfig("pwfile", superuserPassword.toString())
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(
                            Redirect.appendTo(home.resolve("postgres.log").toFile()))
                    .start();
        } finally {
            Files.deleteIfExists(superuserPassword);
        }
        Map<String, Secret> roles = new HashMap<>(passwords);
        roles.remove(SUPERUSER);
        DatabaseRoles.ensure(
                postgres.getDatabase(SUPERUSER, "postgres", Map.of("password", password(SUPERUSER))), roles);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), DatabaseRoles.DATABASE);
    }

    String password(String role) {
        return Optional.ofNullable(passwords.get(role)).orElseThrow().reveal();
    }

    /** Stops the server and waits until it has written everything. */
    void stop() {
        try {
            postgres.close();
            lock.close();
        } catch (IOException | RuntimeException failed) {
            log.warn(
                    "The embedded PostgreSQL in {} did not stop in order; it recovers at the next start", home, failed);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException held) {
            // held by this very process: the same answer
        }
        channel.close();
        throw new IllegalStateException(
                "Another Postern uses the data directory %s. Stop it, or set postern.data-directory to another one."
                        .formatted(home));
    }

    /** A Postern that was killed leaves its server running; it would block the start for a minute. */
    private static void stopOrphan(Path data) {
        ProcessHandle orphan = serverOf(data);
        if (orphan == null) {
            return;
        }
        log.info("Stopping PostgreSQL (process {}) that an earlier Postern left running", orphan.pid());
        orphan.destroy();
        if (!ended(orphan)) {
            orphan.destroyForcibly();
            if (!ended(orphan)) {
                throw new IllegalStateException(
                        "PostgreSQL (process %d) still runs on %s. Stop it.".formatted(orphan.pid(), data));
            }
        }
    }

    private static @Nullable ProcessHandle serverOf(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            if (lines.size() < 2 || !Path.of(lines.get(1)).toRealPath().equals(data.toRealPath())) {
                return null;
            }
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .orElse(null);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException cause) {
            throw new CompletionException(cause);
        }
    }
}
