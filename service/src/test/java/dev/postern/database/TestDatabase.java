package dev.postern.database;

import com.zaxxer.hikari.util.DriverDataSource;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One PostgreSQL server for the tests of a JVM, with a database of its own for each Spring context: in a container where
 * a Docker engine answers that has its image or can get it, else the product's embedded one.
 */
public final class TestDatabase {

    private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);

    /**
     * Names an image of PostgreSQL that must be used, or is {@code none}, for the embedded server even with Docker at
     * hand.
     */
    private static final String PROPERTY = "postern.test.postgres-image";

    private static final String DEFAULT_IMAGE = "postgres:18";
    private static final String PASSWORD = "test-only";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Server SERVER = start();

    private TestDatabase() {}

    /** A new, empty database, as the properties that the service reads. */
    public static Map<String, String> create() {
        String name = "postern_" + COUNT.incrementAndGet();
        try (Connection connection = SERVER.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s owner %s".formatted(name, DatabaseRoles.OWNER));
            // No test takes the power away from the server: nobody has to wait for the disk.
            statement.execute("alter database %s set synchronous_commit = off".formatted(name));
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
        return Map.of(
                "spring.datasource.url", SERVER.url().replaceFirst("/[^/]*$", "/" + name),
                "spring.datasource.username", DatabaseRoles.APPLICATION,
                "spring.datasource.password", SERVER.password(DatabaseRoles.APPLICATION),
                "spring.flyway.user", DatabaseRoles.OWNER,
                "spring.flyway.password", SERVER.password(DatabaseRoles.OWNER),
                "postern.database.system.username", DatabaseRoles.SYSTEM,
                "postern.database.system.password", SERVER.password(DatabaseRoles.SYSTEM));
    }

    /**
     * Every row of a database as a text, by the names of the tables: all that there is, since neither privileges nor
     * policies keep anything from this reader.
     */
    public static Map<String, List<String>> everyRow(String url) {
        try (Connection connection = SERVER.connect(url.replaceFirst("^.*/([^/?]+)([?].*)?$", "$1"))) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return jdbc.sql("""
                            select table_schema || '.' || table_name from information_schema.tables
                            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                            """).query(String.class).list().stream()
                    .collect(Collectors.toMap(
                            table -> table,
                            table -> jdbc.sql("select to_jsonb(t)::text from %s t".formatted(table))
                                    .query(String.class)
                                    .list()));
        } catch (SQLException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static Server start() {
        String image = System.getProperty(PROPERTY, DEFAULT_IMAGE);
        if (image.equals("none")) {
            return Embedded.start();
        }
        try {
            return DockerClientFactory.instance().isDockerAvailable() ? Container.start(image) : Embedded.start();
        } catch (ContainerFetchException | ContainerLaunchException failed) {
            if (System.getProperty(PROPERTY) != null || !lacksImage(failed)) {
                throw failed;
            }
            log.warn(
                    "A Docker engine answers but cannot get the images for {}: the tests use the embedded server. "
                            + "-D{}=none does so at once, the name of an image insists on that one.",
                    image,
                    PROPERTY);
            return Embedded.start();
        }
    }

    /** Also said, wrapped, of the image of a container that is being started. */
    private static boolean lacksImage(RuntimeException failed) {
        return failed instanceof ContainerFetchException || failed.getCause() instanceof ContainerFetchException;
    }

    private sealed interface Server {

        String url();

        String password(String role);

        /** As a superuser. */
        Connection connect(String database) throws SQLException;
    }

    private record Embedded(EmbeddedServer server) implements Server {

        static Embedded start() {
            try {
                Path home = Files.createTempDirectory("postern-test-postgres");
                SharedBinaries.linkInto(home);
                EmbeddedServer server = EmbeddedServer.start(home);
                // Spring runs its handlers after all contexts are closed: nothing asks a server that has gone.
                SpringApplication.getShutdownHandlers().add(() -> {
                    server.stop();
                    FileSystemUtils.deleteRecursively(home.toFile());
                });
                return new Embedded(server);
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        @Override
        public String url() {
            return server.jdbcUrl();
        }

        @Override
        public String password(String role) {
            return server.password(role);
        }

        @Override
        public Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(
                    url().replaceFirst("/[^/]*$", "/" + database), "postgres", server.password("postgres"));
        }
    }

    private record Container(PostgreSQLContainer container) implements Server {

        static Container start(String image) {
            PostgreSQLContainer container =
                    new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
            container.start();
            try {
                DatabaseRoles.ensure(
                        new DriverDataSource(
                                container.getJdbcUrl(),
                                null,
                                new Properties(),
                                container.getUsername(),
                                container.getPassword()),
                        Map.of(
                                DatabaseRoles.OWNER, Secret.of(PASSWORD),
                                DatabaseRoles.APPLICATION, Secret.of(PASSWORD),
                                DatabaseRoles.SYSTEM, Secret.of(PASSWORD)));
            } catch (SQLException cause) {
                throw new IllegalStateException(cause);
            }
            return new Container(container);
        }

        @Override
        public String url() {
            return container.getJdbcUrl().replaceFirst("\\?.*$", "");
        }

        @Override
        public String password(String role) {
            return PASSWORD;
        }

        @Override
        public Connection connect(String database) throws SQLException {
            return DriverManager.getConnection(
                    url().replaceFirst("/[^/]*$", "/" + database), container.getUsername(), container.getPassword());
        }
    }
}
