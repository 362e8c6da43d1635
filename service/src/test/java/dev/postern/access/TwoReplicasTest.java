package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.Listeners;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.EventReader;
import dev.postern.testing.EventReader.Message;
import dev.postern.testing.OtherReplica;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What one replica remembers of callers, and another one changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoReplicasTest extends PosternTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration NOTICED = Duration.ofSeconds(5);
    private static final int MANY = 200;

    private OtherReplica other;

    @Autowired
    private ApplicationContext context;

    private Listeners listeners;
    private TestTenant tenant;

    @BeforeAll
    void twoReplicas() {
        // It looks for new keys of secrets so rarely here that this is not taken for what requests ask.
        other = otherReplica(Map.of("postern.secrets.refresh-interval", "1h"));
    }

    @BeforeEach
    void aTenant() {
        listeners = new Listeners(context);
        tenant = newTenant();
        Listeners.awaitListening(other.context());
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @Test
    void aTokenThatIsRevokedOnOneIsRefusedByTheOtherAtOnce() {
        Api viewer = there(tenant.as("TENANT_VIEWER"));
        String id = viewer.get("/api/v1/me").text("/tokenId");

        tenant.admin().delete(tenant.path("/tokens/" + id));

        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .until(() -> viewer.get("/api/v1/me").status() == 401);
    }

    @Test
    void aTenantThatIsDeletedOnOneIsGoneOnTheOtherAtOnce() {
        Api admin = there(tenant.admin());
        Api operator = there(operator());
        assertThat(admin.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(operator.get(tenant.path("/tokens")).status()).isEqualTo(200);

        operator().delete(tenant.path(""));

        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .until(() -> admin.get("/api/v1/me").status() == 401);
        assertThat(operator.get(tenant.path("/tokens")).status()).isEqualTo(404);
    }

    @Test
    void requestsOfAKnownCallerToAKnownTenantAskTheDatabaseNothing() {
        Api dataPlane = there(tenant.as("DATA_PLANE"));
        Api operator = there(operator());
        askNothingOfTheDatabase(dataPlane, operator);
        double before = askedOfTheDatabase();

        IntStream.range(0, MANY).forEach(i -> askNothingOfTheDatabase(dataPlane, operator));

        assertThat(askedOfTheDatabase() - before)
                .as("what a replica asks by itself, and not once for each request")
                .isLessThan(MANY / 10.0);
        operator.get("/api/v1/tenants/" + tenant.id());
        assertThat(askedOfTheDatabase() - before).as("this test can fail").isPositive();
    }

    /** Of everybody, without a token, in every spelling of the question. */
    @Test
    void healthCostsAConnectionOnceASecondHoweverManyAsk() {
        double before = askedOfTheDatabase();

        IntStream.range(0, MANY).forEach(i -> {
            assertThat(other.nobody().get("/actuator/health").status()).isEqualTo(200);
            assertThat(other.nobody().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        });

        assertThat(askedOfTheDatabase() - before).isLessThan(MANY / 10.0);
    }

    /** Who is let in, also where there is nothing; and who shows what is no token. A refusal would be an audit entry. */
    private void askNothingOfTheDatabase(Api dataPlane, Api operator) {
        assertThat(dataPlane.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(operator.get(tenant.path("/nothing-of-that-name")).status()).isEqualTo(404);
        assertThat(dataPlane.as(dataPlane.token() + "x").get("/api/v1/me").status())
                .isEqualTo(401);
    }

    /** A revocation of which no notification ever comes stands for all that were sent while nobody listened. */
    @Test
    void aReplicaThatLostItsListeningConnectionForgetsAllThatItRemembered() {
        Api viewer = there(tenant.as("TENANT_VIEWER"));
        String id = viewer.get("/api/v1/me").text("/tokenId");
        listeners.revokeWithoutTelling(id);
        assertThat(viewer.get("/api/v1/me").status()).as("remembered").isEqualTo(200);

        assertThat(listeners.kill()).isGreaterThanOrEqualTo(2);

        await().pollInterval(Duration.ofMillis(10))
                .atMost(NOTICED)
                .until(() -> viewer.get("/api/v1/me").status() == 401);
        Listeners.awaitListening(other.context());
        IntStream.range(0, MANY)
                .forEach(i -> assertThat(viewer.get("/api/v1/me").status()).isEqualTo(401));
    }

    @Test
    void aReplicaThatListensAgainIsToldAgain() {
        listeners.kill();
        Listeners.awaitListening(other.context());
        Api viewer = there(tenant.as("TENANT_VIEWER"));
        String id = viewer.get("/api/v1/me").text("/tokenId");

        tenant.admin().delete(tenant.path("/tokens/" + id));

        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .until(() -> viewer.get("/api/v1/me").status() == 401);
    }

    @Test
    void aSessionIsGoodOnBothAndEndsOnBothWithItsToken() {
        Api viewer = tenant.as("TENANT_VIEWER");
        Browser browser = new Browser(nobody());
        browser.signIn(viewer.token());
        browser.moveTo(other.nobody());
        assertThat(browser.get("/api/v1/me").text("/tenantId")).isEqualTo(tenant.id());

        tenant.admin().delete(tenant.path("/tokens/" + browser.get("/api/v1/me").text("/tokenId")));

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aStreamOfEventsTellsWhatHappensOnTheOtherAndGoesOnThereWhereItEnded() {
        Api viewer = tenant.as("TENANT_VIEWER");
        Message last;
        try (EventReader reader = EventReader.open(there(viewer), tenant.path("/events"))) {
            tenant.as("TENANT_VIEWER");
            await().atMost(NOTICED).until(() -> !reader.of("token.created").isEmpty());
            last = reader.of("token.created").getLast();
        }
        Answer made = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "meanwhile", "role": "TENANT_VIEWER"}""");

        try (EventReader reader = EventReader.open(viewer, tenant.path("/events"), "Last-Event-ID", last.id())) {
            await().atMost(NOTICED).until(() -> !reader.of("token.created").isEmpty());

            assertThat(reader.messages().getFirst().name()).isEqualTo("open");
            assertThat(reader.of("token.created"))
                    .extracting(told -> told.json().path("subject").asString())
                    .containsExactly(made.text("/id"));
        }
    }

    @Test
    void aStreamOfEventsEndsWhenItsTokenIsRevokedOnTheOther() {
        Api viewer = tenant.as("TENANT_VIEWER");
        String id = viewer.get("/api/v1/me").text("/tokenId");
        try (EventReader reader = EventReader.open(there(viewer), tenant.path("/events"))) {
            tenant.admin().delete(tenant.path("/tokens/" + id));

            await().atMost(NOTICED).until(reader::ended);
        }
    }

    private Api there(Api here) {
        return other.nobody().as(here.token());
    }

    private double askedOfTheDatabase() {
        return other.context().getBean(MeterRegistry.class).get("hikaricp.connections.acquire").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
