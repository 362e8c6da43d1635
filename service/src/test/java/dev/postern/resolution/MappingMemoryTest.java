package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.Listeners;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.OtherReplica;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What two replicas remember of mappings, and one of them changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MappingMemoryTest extends ResolutionTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration NOTICED = Duration.ofSeconds(5);
    private static final int MANY = 100;

    @Autowired
    private FakeMetadata kafka;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private OtherReplica other;
    private ResolvingTenant acme;
    private Api there;
    private String id = "";
    private int clusters;

    @BeforeAll
    void twoReplicasAndATenant() {
        other = otherReplica(Map.of("postern.secrets.refresh-interval", "1h"));
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
        there = other.nobody().as(acme.tenant().as("DATA_PLANE").token());
    }

    @BeforeEach
    void aMappingThatBothRemember() {
        Listeners.awaitListening(context);
        Listeners.awaitListening(other.context());
        id = acme.cluster("orders-" + ++clusters, "boot.kafka:9092");
        acme.mapping(id);
        mappingThere();
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @Test
    void whatIsRememberedIsReadWithoutAskingTheDatabase() {
        String etag = mappingThere().header("ETag").orElseThrow();
        double before = askedThere();

        IntStream.range(0, MANY).forEach(i -> {
            assertThat(mappingThere().status()).isEqualTo(200);
            assertThat(mappingThere("If-None-Match", etag).status()).isEqualTo(304);
            assertThat(mappingThere("Accept", "text/plain").body()).startsWith("boot.kafka 9092");
            assertThat(resolveThere("boot.kafka").status()).isEqualTo(200);
        });

        assertThat(askedThere() - before)
                .as("what a replica asks by itself, and not once for each request")
                .isLessThan(MANY / 10.0);
        acme.patch(id, """
                {"routes": []}""");
        await().atMost(AT_ONCE).until(() -> mappingThere().text("/version").equals("2"));
        assertThat(askedThere() - before).as("this test can fail").isPositive();
    }

    @Test
    void aChangeIsServedByTheReplicaThatAnsweredItAndByTheOtherAtOnce() {
        for (int version = 2; version < 10; version++) {
            acme.patch(id, """
                    {"bootstrap": ["boot-%d.kafka:9092"]}""".formatted(version));

            assertThat(acme.mapping(id).text("/version")).isEqualTo(String.valueOf(version));
            String changed = String.valueOf(version);
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(AT_ONCE)
                    .until(() -> mappingThere().text("/version").equals(changed));
        }
    }

    /** The mapping itself stays as it is, and so does its version. */
    @Test
    void aRouteForABrokerNotSeenYetResolvesAtOnceOnBoth() {
        assertThat(resolveThere("b-7.kafka").status()).isEqualTo(404);
        assertThat(resolveHere("b-7.kafka").status()).isEqualTo(404);

        acme.patch(id, """
                {"routes": [{"match": {"address": "boot.kafka:9092"}, "connectionId": "%1$s",
                             "port": {"kind": "FIXED", "value": 9091}},
                            {"match": {"address": "b-*.kafka:9092"}, "connectionId": "%1$s",
                             "port": {"kind": "FIXED", "value": 9007}}]}""".formatted(acme.connection()));

        assertThat(acme.mapping(id).text("/version")).isEqualTo("1");
        assertThat(resolveHere("b-7.kafka").text("/targetPort")).isEqualTo("9007");
        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .until(() -> resolveThere("b-7.kafka").status() == 200);
    }

    @Test
    void aDeletedClusterIsGoneOnBothAtOnce() {
        acme.tenant().admin().delete(acme.path(id, ""));

        assertThat(acme.mapping(id).status()).isEqualTo(404);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(AT_ONCE)
                .until(() -> mappingThere().status() == 404);
        assertThat(resolveThere("boot.kafka").text("/type")).endsWith("/not-found");
    }

    @Test
    void whoWaitsOnTheOtherReplicaIsToldOfAChange() {
        CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                        () -> mappingThere("If-None-Match", "\"1-json\"", "Prefer", "wait=30"))
                .orTimeout(NOTICED.toMillis(), TimeUnit.MILLISECONDS);
        await().until(() -> other.context().getBean(MappingSignals.class).waiting() > 0);

        acme.patch(id, """
                {"routes": []}""");

        assertThat(waiting.join().text("/version")).isEqualTo("2");
    }

    /** A change of which no notification ever comes stands for all that were told while nobody listened. */
    @Test
    void aReplicaThatLostItsListeningConnectionReadsAllAnew() {
        TenantScope.run(
                TenantId.of(acme.tenant().id()),
                () -> transaction.executeWithoutResult(
                        status -> jdbc.sql("update resolver_mapping set version = 9 where cluster_id = :id")
                                .param("id", id)
                                .update()));
        assertThat(mappingThere().text("/version")).as("remembered").isEqualTo("1");

        new Listeners(context).kill();

        await().pollInterval(Duration.ofMillis(10))
                .atMost(NOTICED)
                .until(() -> mappingThere().text("/version").equals("9"));
        Listeners.awaitListening(other.context());
        assertThat(mappingThere().text("/version")).isEqualTo("9");
    }

    @Test
    void whatIsRememberedIsThereForItsTenantOnly() {
        Api globex = other.nobody().as(newTenant().as("DATA_PLANE").token());
        String own = globex.get("/api/v1/me").text("/tenantId");

        assertThat(globex.get(acme.path(id, "/resolver-mapping")).status()).isEqualTo(404);
        assertThat(globex.get("/api/v1/tenants/%s/clusters/%s/resolver-mapping".formatted(own, id))
                        .status())
                .isEqualTo(404);
        assertThat(globex.get("/api/v1/tenants/%s/clusters/%s/resolve?host=boot.kafka&port=9092".formatted(own, id))
                        .status())
                .isEqualTo(404);
    }

    private Answer mappingThere(String... headers) {
        return there.get(acme.path(id, "/resolver-mapping"), headers);
    }

    private Answer resolveThere(String host) {
        return there.get(acme.path(id, "/resolve?port=9092&host=" + host));
    }

    private Answer resolveHere(String host) {
        return acme.tenant().admin().get(acme.path(id, "/resolve?port=9092&host=" + host));
    }

    private double askedThere() {
        return other.context().getBean(MeterRegistry.class).get("hikaricp.connections.acquire").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
