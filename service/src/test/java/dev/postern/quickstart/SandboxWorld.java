package dev.postern.quickstart;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.SandboxProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A sandbox with one tenant, Acme, and its Kafka cluster, kept in the data directory. Started once logging is set up
 * and before any bean is made; the service gets to know of it by ordinary properties.
 */
final class SandboxWorld implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {

    static final String USER = "postern";

    /** No secret: these brokers listen on loopback addresses only. */
    static final String PASSWORD = "sandbox-only";

    /** What an any-broker listener serves; every broker's certificate carries it. */
    static final String BOOTSTRAP_NAME = "kafka.acme.internal";

    private @Nullable Sandbox sandbox;
    private @Nullable KafkaBrokers brokers;
    private @Nullable HundredBrokers hundred;
    private Path directory = Path.of(".postern");
    private String serviceName = "";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        directory = Path.of(environment.getProperty("postern.data-directory", ".postern"));
        try {
            start(environment.getProperty("sandbox.control-port", Integer.class, 8090));
            if (environment.getProperty(Crowd.PROPERTY, Boolean.class, false)) {
                hundred = new HundredBrokers(sandbox);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("the sandbox did not start", cause);
        }
        Map<String, Object> properties = new HashMap<>(SandboxProperties.of(sandbox));
        environment.getPropertySources().addFirst(new MapPropertySource("sandbox", properties));
        SpringApplication.getShutdownHandlers().add(this::close);
    }

    private void start(int controlPort) throws IOException {
        Path kept = Files.createDirectories(directory.toAbsolutePath().resolve("sandbox"));
        brokers = KafkaBrokers.builder()
                .user(USER, PASSWORD)
                .extraCertificateName(BOOTSTRAP_NAME)
                .directory(kept.resolve("kafka"))
                .start();
        sandbox = Sandbox.builder()
                .controlPort(controlPort)
                .directory(kept.resolve("aws"))
                .brokers(brokers)
                .start();
        serviceName = TenantKafka.behindPrivateLink(sandbox, Account.ACME, "acme-kafka", brokers)
                .serviceName();
        TenantKafka.behindBastion(sandbox, "acme", brokers);
        Files.writeString(kept.resolve("acme-ca.pem"), brokers.caCertificatePem());
    }

    Path directory() {
        return directory;
    }

    String serviceName() {
        return serviceName;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    URI control() {
        return sandbox.controlEndpoint();
    }

    @Override
    public synchronized void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
        if (hundred != null) {
            hundred.close();
            hundred = null;
        }
        if (brokers != null) {
            brokers.close();
            brokers = null;
        }
    }
}
