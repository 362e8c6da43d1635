package dev.postern.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** The default where no {@code spring.datasource.url} is configured: a PostgreSQL server under the data directory. */
final class EmbeddedDatabase implements EnvironmentPostProcessor {

    static final String DATA_DIRECTORY = "postern.data-directory";
    private static final String DEFAULT_DIRECTORY = ".postern";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.containsProperty("spring.datasource.url")) {
            return;
        }
        Path directory = Path.of(environment.getProperty(DATA_DIRECTORY, DEFAULT_DIRECTORY));
        EmbeddedServer server =
                EmbeddedServer.start(directory.resolve("postgres").toAbsolutePath());
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "embedded-postgres",
                        Map.of(
                                "spring.datasource.url", server.jdbcUrl(),
                                "spring.datasource.username", DatabaseRoles.APPLICATION,
                                "spring.datasource.password", server.password(DatabaseRoles.APPLICATION),
                                "spring.flyway.user", DatabaseRoles.OWNER,
                                "spring.flyway.password", server.password(DatabaseRoles.OWNER),
                                "postern.database.system.username", DatabaseRoles.SYSTEM,
                                "postern.database.system.password", server.password(DatabaseRoles.SYSTEM))));
        // Spring runs its handlers after all contexts are closed, when no pool holds a connection any more.
        SpringApplication.getShutdownHandlers().add(server::stop);
    }
}
