package dev.postern.testing;

import dev.postern.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole service over HTTP, as a user has it. All such tests of a JVM share one running service:
 * each makes tenants of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = TestWorld.DATABASE_FOLLOWS)
@ContextConfiguration(initializers = TestWorld.class)
public abstract class PosternTest {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @LocalServerPort
    private int port;

    @Value("${postern.data-directory}")
    private Path directory;

    @Autowired
    private Sandbox sandbox;

    @Autowired
    private ConfigurableApplicationContext context;

    /** The outside world of this service: AWS, and the tenants' side of it. */
    protected final Sandbox sandbox() {
        return sandbox;
    }

    /** The API without a token. */
    protected final Api nobody() {
        return new Api(URI.create("http://127.0.0.1:" + port), "");
    }

    /** The API as the operator. */
    protected final Api operator() {
        try {
            return nobody().as(Files.readString(directory.resolve("operator-token")));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Another replica beside this one. Close it. */
    protected final OtherReplica otherReplica(Map<String, String> settings) {
        return otherReplica(settings, Clock.systemUTC());
    }

    /** Another replica, which goes by this clock. Close it. */
    protected final OtherReplica otherReplica(Map<String, String> settings, Clock clock) {
        return OtherReplica.of(context, settings, clock);
    }

    /** What {@link #otherReplica} is told but for its port, for one that is a process of its own. */
    protected final Map<String, String> settingsOfAnother(Map<String, ?> settings) {
        Map<String, String> all = OtherReplica.settings(context, settings);
        all.remove("server.port");
        return all;
    }

    /** A new tenant with an administrator's token. */
    protected final TestTenant newTenant() {
        return TestTenant.create(operator(), "Tenant " + NAMES.incrementAndGet());
    }
}
