package dev.postern.quickstart;

import dev.postern.Postern;
import dev.postern.database.SystemDatabase;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What {@code ./mvnw} runs: the service as it is, and a sandbox that stands in for AWS and a tenant. Takes the service's
 * properties as arguments, and {@code --sandbox.control-port}.
 */
public final class PosternWithSandbox {

    /** Brokers of Apache Kafka in the same JVM have much to say that nobody here wants to know. */
    private static final Map<String, Object> QUIET = Map.of(
            "logging.level.kafka", "off",
            "logging.level.state.change.logger", "off",
            "logging.level.com.yammer.metrics", "off",
            "logging.level.root", "warn",
            "logging.level.dev.postern", "info");

    private PosternWithSandbox() {}

    public static void main(String[] arguments) {
        start(arguments);
    }

    /** Starts everything, and prints how to go on when it is ready. All of it ends with the context. */
    static Running start(String... arguments) {
        SandboxWorld world = new SandboxWorld();
        SpringApplication application = new SpringApplication(Postern.class);
        application.setDefaultProperties(QUIET);
        application.addInitializers(world);
        ConfigurableApplicationContext context = application.run(arguments);
        Running running = new Running(
                context, ((WebServerApplicationContext) context).getWebServer().getPort(), world);
        if (context.getEnvironment().getProperty(Crowd.PROPERTY, Boolean.class, false)) {
            Crowd.gather(running.port(), world.directory(), context.getBean(SystemDatabase.class), world.sandbox());
        }
        System.out.println(Welcome.text(running));
        return running;
    }

    /** Everything, started. */
    record Running(ConfigurableApplicationContext context, int port, SandboxWorld world) implements AutoCloseable {

        @Override
        public void close() {
            context.close();
            world.close();
        }
    }
}
