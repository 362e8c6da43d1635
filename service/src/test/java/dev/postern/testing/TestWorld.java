package dev.postern.testing;

import dev.postern.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives a Spring context what it needs of the world: a database and a data directory of its own. */
public final class TestWorld implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> properties = new HashMap<>(TestDatabase.create());
        properties.put("postern.data-directory", temporaryDirectory().toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-world", properties));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("postern-test-data");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
