package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedServerTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void unpackedOnce() {
        SharedBinaries.linkInto(directory);
    }

    /** Started in a JVM of its own, to be killed. */
    static final class Victim {

        private Victim() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]));
            System.out.println("ready " + server.jdbcUrl());
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    void whatWasCommittedSurvivesTheKillingOfTheService() throws Exception {
        Process victim = startVictim();
        String url = urlOf(victim);
        String password = Optional.ofNullable(DatabasePasswords.load(directory.resolve("passwords.properties"))
                        .get(DatabaseRoles.OWNER))
                .orElseThrow()
                .reveal();
        try (Connection connection = connect(url, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (word text)");
            statement.execute("insert into kept values ('still here')");
        }
        ProcessHandle postgres = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                                .getFirst()))
                .orElseThrow();
        victim.destroyForcibly().waitFor();
        assertThat(postgres.isAlive())
                .as("a killed JVM leaves its server running")
                .isTrue();

        EmbeddedServer next = EmbeddedServer.start(directory);

        try (Connection connection = connect(next.jdbcUrl(), password);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("still here");
            assertThat(postgres.isAlive()).as("the orphan was stopped").isFalse();
        } finally {
            next.stop();
        }
    }

    @Test
    void nobodyGetsInWithoutAPasswordAndCommitsAreOnDisk() throws Exception {
        EmbeddedServer server = EmbeddedServer.start(directory);

        try (Connection connection = connect(server.jdbcUrl(), server.password(DatabaseRoles.OWNER));
                Statement statement = connection.createStatement()) {
            assertThat(setting(statement, "fsync")).isEqualTo("on");
            assertThat(setting(statement, "synchronous_commit")).isEqualTo("on");
            for (String role : new String[] {"postgres", DatabaseRoles.OWNER, DatabaseRoles.APPLICATION}) {
                assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), role, "guess"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void aSecondServiceOnTheSameDirectoryIsRefusedWithAdvice() {
        EmbeddedServer first = EmbeddedServer.start(directory);

        try {
            assertThatThrownBy(() -> EmbeddedServer.start(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("postern.data-directory");
        } finally {
            first.stop();
        }
    }

    private Process startVictim() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogging.config=" + System.getProperty("logging.config", ""),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String urlOf(Process victim) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    private static Connection connect(String url, String password) throws SQLException {
        return DriverManager.getConnection(url, DatabaseRoles.OWNER, password);
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }
}
