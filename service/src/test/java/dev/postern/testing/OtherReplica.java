package dev.postern.testing;

import dev.postern.Postern;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** A second replica on the database of a test's service. It serves requests, runs no tasks and holds no tunnels. */
public record OtherReplica(ConfigurableApplicationContext context) implements AutoCloseable {

    static OtherReplica of(ConfigurableApplicationContext first, Map<String, String> settings, Clock clock) {
        String[] arguments = settings(first, settings).entrySet().stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(Postern.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("clock", clock));
        return new OtherReplica(application.run(arguments));
    }

    /** What such a replica is told, these settings being the strongest. */
    static Map<String, String> settings(ConfigurableApplicationContext first, Map<String, ?> settings) {
        PropertySource<?> world = first.getEnvironment().getPropertySources().get("test-world");
        Map<String, String> all = new HashMap<>();
        Stream.of(
                        ((MapPropertySource) world).getSource(),
                        Map.of("server.port", 0, "postern.scheduler.enabled", false, "postern.tunnels.hold", false),
                        settings)
                .forEach(some -> some.forEach((name, value) -> all.put(name, String.valueOf(value))));
        return all;
    }

    /** The API without a token. */
    public Api nobody() {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return new Api(URI.create("http://127.0.0.1:" + port), "");
    }

    @Override
    public void close() {
        context.close();
    }
}
