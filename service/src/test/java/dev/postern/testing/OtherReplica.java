package dev.postern.testing;

import dev.postern.Postern;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** A second replica on the database of a test's service. It serves requests, runs no tasks and holds no tunnels. */
public record OtherReplica(ConfigurableApplicationContext context) implements AutoCloseable {

    static OtherReplica of(ConfigurableApplicationContext first, Map<String, String> settings, Clock clock) {
        PropertySource<?> world = first.getEnvironment().getPropertySources().get("test-world");
        String[] arguments = Stream.of(
                        ((MapPropertySource) world).getSource(),
                        Map.of("server.port", 0, "postern.scheduler.enabled", false, "postern.tunnels.hold", false),
                        settings)
                .flatMap(properties -> properties.entrySet().stream())
                // Of one that is given twice the later counts.
                .collect(Collectors.toMap(
                        property -> property.getKey().toString(), Map.Entry::getValue, (earlier, later) -> later))
                .entrySet()
                .stream()
                .map(property -> "--%s=%s".formatted(property.getKey(), property.getValue()))
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(Postern.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("clock", clock));
        return new OtherReplica(application.run(arguments));
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
