package dev.postern.testing;

import dev.postern.database.TestDatabase;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.aws.setting.Quotas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a Spring context what it needs of the world: a database, a data directory and a sandbox of its own. The sandbox
 * is there as a bean, so that a test can play the tenant.
 */
public final class TestWorld implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Keeps the service from starting the embedded default before this class tells it of the test's database. */
    public static final String DATABASE_FOLLOWS = "spring.datasource.url=set by TestWorld";

    /** A domain of the operator's own, in which no tenant gets a hosted zone. */
    public static final String OPERATOR_DOMAIN = "operator.example";

    /** A site whose pages may send requests. */
    public static final String ALLOWED_ORIGIN = "https://console.example";

    /** So long a request may take to arrive. */
    public static final Duration SLOW_REQUESTS = Duration.ofSeconds(5);

    private static final int MANY = 100_000;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Sandbox sandbox = Sandbox.builder().quotas(Quotas.unlimited()).start();
            context.getBeanFactory().registerSingleton("sandbox", sandbox);
            context.addApplicationListener((ApplicationListener<ContextClosedEvent>) closed -> sandbox.close());
            Map<String, Object> properties = new HashMap<>(TestDatabase.create());
            properties.putAll(SandboxProperties.of(sandbox));
            properties.putAll(SandboxProperties.kms(sandbox));
            // All tests of a JVM leave their connections in these accounts and VPCs.
            sandbox.aws()
                    .setting()
                    .regions()
                    .forEach(region -> properties.put(
                            "postern.privatelink.regions.%s.placements[0].capacity".formatted(region.name()), MANY));
            properties.put("postern.privatelink.role-quotas.[%s]".formatted(Account.OPERATOR.id()), MANY);
            // Tests with many of something are no tenants of ours.
            properties.put("postern.limits.quotas.connections", MANY);
            properties.put("postern.limits.quotas.clusters", MANY);
            properties.put("postern.validation.concurrent-runs-per-tenant", 4);
            properties.put("postern.validation.bastion-limit", "10s");
            properties.put("postern.limits.requests.expensive-per-minute", MANY);
            properties.put("postern.limits.requests.expensive-burst", MANY);
            properties.put("postern.limits.requests.changes-per-minute", MANY);
            properties.put("postern.limits.requests.changes-burst", MANY);
            properties.put("postern.limits.requests.failed-burst", 1_000);
            String gateway = loopback();
            properties.put("postern.gateway.bind", gateway);
            properties.put("postern.tunnels.host", gateway);
            properties.put("postern.dns.operator-domains", OPERATOR_DOMAIN);
            properties.put("postern.http.header-deadline", SLOW_REQUESTS.toSeconds() + "s");
            properties.put("postern.http.body-deadline", SLOW_REQUESTS.toSeconds() + "s");
            properties.put("postern.http.body-memory", "4MB");
            properties.put("postern.http.allowed-origins", ALLOWED_ORIGIN);
            // Those whose reader has gone are noticed when they say something.
            properties.put("postern.events.heartbeat", "500ms");
            properties.put(
                    "postern.data-directory",
                    Files.createTempDirectory("postern-test-data").toString());
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test-world", properties));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** An address of loopback that no other service of a test has: all of them take ports from the same range. */
    public static String loopback() {
        long pid = ProcessHandle.current().pid();
        return "127.%d.%d.%d".formatted(100 + pid / 250 % 100, 1 + pid % 250, ADDRESSES.incrementAndGet());
    }
}
