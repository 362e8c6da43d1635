package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.Listeners;
import dev.postern.database.Notifications;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.DatabaseLine;
import dev.postern.testing.OtherReplica;
import dev.postern.testing.ShiftedClock;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** What a replica whose database is away still tells, and whom. Another replica has the database all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithoutDatabaseTest extends ResolutionTest {

    private static final String STALE = "Postern-Stale";
    private static final Duration POOL_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration NOTICED = Duration.ofSeconds(15);

    /** With the pool's timeout for each this would take minutes. */
    private static final int MANY = 200;

    private static final Duration QUICKLY = Duration.ofSeconds(20);

    @Autowired
    private FakeMetadata kafka;

    @Autowired
    private Environment environment;

    private final ShiftedClock clock = new ShiftedClock();
    private DatabaseLine line;
    private OtherReplica replica;
    private ResolvingTenant acme;
    private TestTenant globex;
    private String id = "";
    private String unread = "";
    private Api dataPlane;
    private Api dataPlaneOfGlobex;
    private Api fleet;

    @BeforeAll
    void aReplicaWithALineToTheDatabase() throws IOException {
        line = new DatabaseLine(environment.getRequiredProperty("spring.datasource.url"));
        replica = otherReplica(
                Map.of(
                        "spring.datasource.url",
                        line.jdbcUrl(),
                        "spring.datasource.hikari.connection-timeout",
                        POOL_TIMEOUT.toMillis() + "",
                        "spring.datasource.hikari.data-source-properties.socketTimeout",
                        "3",
                        "postern.secrets.refresh-interval",
                        "1h"),
                clock);
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
        globex = newTenant();
        id = acme.cluster("orders", "boot.kafka:9092");
        unread = acme.cluster("unread", "boot.kafka:9092");
        Answer token = operator().post("/api/v1/tokens", """
                {"name": "fleet", "role": "DATA_PLANE"}""");
        fleet = there(nobody().as(token.text("/secret")));
        dataPlane = there(acme.tenant().as("DATA_PLANE"));
        dataPlaneOfGlobex = there(globex.as("DATA_PLANE"));
    }

    @BeforeEach
    void whatTheReplicaKnows() {
        Listeners.awaitListening(replica.context());
        // As soon as it listens it forgets everything, what was read a moment before among it.
        Notifications notifications = replica.context().getBean(Notifications.class);
        await().atMost(NOTICED).until(notifications::current);
        // Each may get a connection that the cut has left dead.
        await().atMost(NOTICED).until(() -> mapping(dataPlane).status() == 200);
        await().atMost(NOTICED).until(() -> mapping(fleet).status() == 200);
        await().atMost(NOTICED)
                .until(() -> dataPlaneOfGlobex
                                .get(globex.path("/clusters/" + id + "/resolver-mapping"))
                                .status()
                        == 404);
    }

    @AfterEach
    void theDatabaseIsBack() {
        clock.shift(Duration.ZERO);
        // What was silent ends: it is not to be taken for a line that is heard.
        line.cut();
        line.mend();
    }

    @AfterAll
    void stop() {
        line.mend();
        replica.close();
        line.close();
    }

    @Test
    void aDataPlaneReadsOnWhatIsKnownAndIsToldHowOldItIs() {
        Answer before = mapping(dataPlane);
        assertThat(before.header(STALE)).isEmpty();
        String etag = before.header("ETag").orElseThrow();

        line.cut();

        awaitAway();
        Answer after = mapping(dataPlane);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.header("ETag")).contains(etag);
        assertThat(Long.parseLong(after.header(STALE).orElseThrow())).isBetween(0L, 60L);
        assertThat(mapping(fleet).header(STALE)).isPresent();
        assertThat(mapping(dataPlane, "Accept", "text/plain").body()).startsWith("boot.kafka 9092");
        Answer known = mapping(dataPlane, "If-None-Match", etag);
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.header(STALE)).isPresent();
        Answer found = resolve(dataPlane, "boot.kafka");
        assertThat(found.text("/targetPort")).isEqualTo("9091");
        assertThat(found.header(STALE)).isPresent();
        Answer nowhere = resolve(dataPlane, "nowhere.kafka");
        assertThat(nowhere.text("/type")).endsWith("/broker-unroutable");
        assertThat(nowhere.header(STALE)).isPresent();
    }

    /** The pool takes a connection to be good that was so half a second ago: the question itself is never answered. */
    @Test
    void aRequestThatTheDatabaseDoesNotAnswerEnds() {
        Api admin = there(acme.tenant().admin());
        assertThat(admin.get(acme.tenant().path("/clusters")).status()).isEqualTo(200);

        line.silence();
        CompletableFuture<Answer> asked =
                CompletableFuture.supplyAsync(() -> admin.get(acme.tenant().path("/clusters")));

        assertThat(asked).succeedsWithin(QUICKLY).extracting(Answer::status).isEqualTo(503);
    }

    @Test
    void noReaderInGraceWaitsForTheDatabase() {
        line.cut();
        awaitAway();
        Instant start = Instant.now();

        IntStream.range(0, MANY)
                .forEach(i -> assertThat(mapping(dataPlane).status()).isEqualTo(200));

        assertThat(Duration.between(start, Instant.now())).isLessThan(QUICKLY);
    }

    @Test
    void nobodyElseIsServedAndNothingElseIsRead() {
        String path = acme.path(id, "/resolver-mapping");
        Api viewer = there(acme.tenant().as("TENANT_VIEWER"));
        Api unknown = there(acme.tenant().as("DATA_PLANE"));
        assertThat(viewer.get(path).status()).isEqualTo(200);
        assertThat(there(operator()).get(path).status()).isEqualTo(200);
        line.cut();
        awaitAway();

        Stream.of(
                        viewer.get(path),
                        there(operator()).get(path),
                        unknown.get(path),
                        dataPlane.get("/api/v1/me"),
                        dataPlane.get(acme.path(id, "/topology")),
                        dataPlane.get(acme.path(unread, "/resolver-mapping")),
                        fleet.get("/api/v1/resolver-mappings"),
                        dataPlaneOfGlobex.get(globex.path("/clusters/" + id + "/resolver-mapping")),
                        dataPlaneOfGlobex.get(globex.path("/clusters/" + id + "/resolve?host=boot.kafka&port=9092")))
                .forEach(answer -> {
                    assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
                    assertThat(answer.header("Retry-After")).isPresent();
                    assertThat(answer.text("/type")).endsWith("/unavailable");
                });
        assertThat(dataPlaneOfGlobex.get(path).status()).isEqualTo(404);
        assertThat(nobody(path).status()).isEqualTo(401);
    }

    @Test
    void aTokenThatWasRevokedBeforeOrExpiresMeanwhileIsGoodForNothing() {
        Api revoked = there(acme.tenant().as("DATA_PLANE"));
        String token = revoked.get("/api/v1/me").text("/tokenId");
        Api expiring = there(operator()
                .as(acme.tenant()
                        .admin()
                        .post(acme.tenant().path("/tokens"), """
                {"name": "soon", "role": "DATA_PLANE", "expiresAt": "%s"}""".formatted(
                                        Instant.now().plusSeconds(60)))
                        .text("/secret")));
        assertThat(mapping(revoked).status()).isEqualTo(200);
        assertThat(mapping(expiring).status()).isEqualTo(200);
        acme.tenant().admin().delete(acme.tenant().path("/tokens/" + token));
        await().until(() -> mapping(revoked).status() == 401);

        line.cut();
        awaitAway();
        assertThat(mapping(revoked).status()).isEqualTo(503);
        assertThat(mapping(expiring).status()).isEqualTo(200);
        clock.shift(Duration.ofMinutes(2));

        assertThat(mapping(expiring).status()).isEqualTo(503);
        assertThat(mapping(dataPlane).status()).isEqualTo(200);
    }

    @Test
    void theGraceEndsAfterFiveMinutes() {
        line.cut();
        awaitAway();
        clock.shift(Duration.ofMinutes(4));
        assertThat(Long.parseLong(mapping(dataPlane).header(STALE).orElseThrow()))
                .isBetween(240L, 299L);
        assertThat(health("data-plane")).isEqualTo(200);
        assertThat(health("readiness")).isEqualTo(503);

        clock.shift(Duration.ofMinutes(5));

        Answer answer = mapping(dataPlane);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(health("data-plane")).isEqualTo(503);
    }

    @Test
    void whoWaitsIsAnsweredInTimeAndToldThatNobodyKnows() {
        CompletableFuture<Answer> begunBefore = CompletableFuture.supplyAsync(this::waited);
        await().until(() -> replica.context().getBean(MappingSignals.class).waiting() > 0);

        line.cut();
        awaitAway();
        Instant start = Instant.now();
        Answer begunAfter = waited();

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        for (Answer answer : new Answer[] {begunBefore.join(), begunAfter}) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(304);
            assertThat(answer.header(STALE)).isPresent();
        }
    }

    /** Readers are not refused on the way back either. */
    @Test
    void whatChangedMeanwhileIsReadAsSoonAsTheDatabaseIsBack() {
        line.cut();
        awaitAway();
        String old = mapping(dataPlane).text("/version");
        acme.patch(id, """
                {"bootstrap": ["boot.kafka:9092", "%s.kafka:9092"]}""".formatted("since-" + old));

        line.mend();

        Answer fresh = await().atMost(NOTICED)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            Answer answer = mapping(dataPlane);
                            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
                            return answer;
                        },
                        answer -> answer.header(STALE).isEmpty());
        assertThat(fresh.text("/version")).isNotEqualTo(old);
    }

    /** Nothing is refused, nothing comes: whoever asks the database waits, and readers do not. */
    @Test
    void aNetworkThatLosesEverythingHoldsUpNoReader() {
        line.silence();

        Instant start = Instant.now();
        await().atMost(NOTICED).pollInterval(Duration.ofMillis(50)).until(() -> {
            Instant asked = Instant.now();
            Answer answer = mapping(dataPlane);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
            return answer.header(STALE).isPresent();
        });
        assertThat(Duration.between(start, Instant.now())).isLessThan(NOTICED);
    }

    private Answer waited() {
        return mapping(dataPlane, "If-None-Match", "*", "Prefer", "wait=2");
    }

    /** Nobody who reads meanwhile is refused. */
    private void awaitAway() {
        await().atMost(NOTICED).pollInterval(Duration.ofMillis(20)).until(() -> {
            Answer answer = mapping(dataPlane);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            return answer.header(STALE).isPresent();
        });
    }

    private Answer mapping(Api caller, String... headers) {
        return caller.get(acme.path(id, "/resolver-mapping"), headers);
    }

    private Answer resolve(Api caller, String host) {
        return caller.get(acme.path(id, "/resolve?port=9092&host=" + host));
    }

    private Answer nobody(String path) {
        return replica.nobody().get(path);
    }

    private int health(String group) {
        return replica.nobody().get("/actuator/health/" + group).status();
    }

    private Api there(Api here) {
        return replica.nobody().as(here.token());
    }
}
