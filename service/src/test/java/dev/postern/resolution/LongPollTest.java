package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Clients that wait for the next version. */
class LongPollTest extends ResolutionTest {

    @Autowired
    private FakeMetadata kafka;

    @Autowired
    private MappingSignals signals;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private ResolvingTenant acme;
    private String id = "";

    @BeforeEach
    void aClusterWhoseMappingRests() {
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
        id = acme.cluster("boot.kafka:9092");
    }

    @Test
    void whenNothingChangesTheAnswerComesWhenTheTimeIsOver() {
        Instant start = Instant.now();

        Answer answer = acme.mapping(id, "If-None-Match", "\"1-json\"", "Prefer", "respond-async, wait=1");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("Preference-Applied")).contains("wait=1");
        assertThat(answer.header("ETag")).contains("\"1-json\"");
        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void aChangeIsAnsweredAtOnce() {
        CompletableFuture<Answer> waiting = waiting();

        acme.patch(id, """
                {"routes": []}""");

        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/version")).isEqualTo("2");
        assertThat(answer.header("Preference-Applied")).contains("wait=30");
    }

    /** As another replica does: it tells, and this one hears of it from PostgreSQL. */
    @Test
    void aChangeOfAnotherReplicaIsNoticed() {
        CompletableFuture<Answer> waiting = waiting();

        inTransaction("update resolver_mapping set version = 9 where cluster_id = :id");

        assertThat(waiting.join().text("/version")).isEqualTo("9");
    }

    /** What may have changed and did not is no reason to answer. */
    @Test
    void whoIsWokenForNothingWaitsOn() {
        Instant start = Instant.now();
        CompletableFuture<Answer> waiting = waiting("wait=2");

        inTransaction("update resolver_mapping set generated_at = generated_at where cluster_id = :id");

        assertThat(waiting.join().status()).isEqualTo(304);
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    }

    private void inTransaction(String sql) {
        TenantId tenant = TenantId.of(acme.tenant().id());
        TenantScope.run(
                tenant,
                () -> transaction.executeWithoutResult(status -> {
                    jdbc.sql(sql).param("id", id).update();
                    jdbc.sql("select pg_notify(:channel, :payload)")
                            .param("channel", MappingMemory.CHANNEL)
                            .param("payload", new MappingKey(tenant, ClusterId.of(id)).payload())
                            .query((row, number) -> number)
                            .list();
                }));
    }

    @Test
    void theDeletionOfTheClusterEndsTheWait() {
        CompletableFuture<Answer> waiting = waiting();

        acme.tenant().admin().delete(acme.path(id, ""));

        assertThat(waiting.join().status()).isEqualTo(404);
    }

    @Test
    void whoseTokenIsRevokedWhileItWaitsIsNotToldTheChange() {
        Api reader = acme.tenant().as("DATA_PLANE");
        String token = reader.get("/api/v1/me").text("/tokenId");
        CompletableFuture<Answer> waiting = waiting(reader, "wait=99");
        acme.tenant().admin().delete(acme.tenant().path("/tokens/" + token));
        await().until(() -> reader.get("/api/v1/me").status() == 401);

        acme.patch(id, """
                {"routes": []}""");

        Answer answer = waiting.join();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("revoked").doesNotContain("kafka");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }

    /** Nobody who reads with a session has a token in the request that could be asked for. */
    @Test
    void whoWaitsWithASessionIsAnsweredAsLongAsItLasts() {
        Browser browser = new Browser(nobody());
        browser.signIn(acme.tenant().as("TENANT_VIEWER").token());

        Answer answer = browser.send(
                "GET", acme.path(id, "/resolver-mapping"), null, "If-None-Match", "\"1-json\"", "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(304);
    }

    @Test
    void whoSignsOutWhileItWaitsIsToldNothing() {
        Browser browser = new Browser(nobody());
        browser.signIn(acme.tenant().as("TENANT_VIEWER").token());
        CompletableFuture<Answer> waiting = waiting(() -> browser.send(
                "GET", acme.path(id, "/resolver-mapping"), null, "If-None-Match", "\"1-json\"", "Prefer", "wait=99"));
        browser.change("DELETE", "/api/v1/session", null);

        acme.patch(id, """
                {"routes": []}""");

        assertThat(waiting.join().status()).isEqualTo(401);
    }

    @Test
    void whoHasAnOlderVersionDoesNotWait() {
        Answer answer = acme.mapping(id, "If-None-Match", "\"0-json\"", "Prefer", "wait=30");

        assertThat(answer.status()).isEqualTo(200);
    }

    private CompletableFuture<Answer> waiting() {
        return waiting("wait=99");
    }

    private CompletableFuture<Answer> waiting(String prefer) {
        return waiting(acme.tenant().admin(), prefer);
    }

    private CompletableFuture<Answer> waiting(Api reader, String prefer) {
        String path = acme.path(id, "/resolver-mapping");
        return waiting(() -> reader.get(path, "If-None-Match", "\"1-json\"", "Prefer", prefer));
    }

    private CompletableFuture<Answer> waiting(Supplier<Answer> request) {
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(request).orTimeout(15, java.util.concurrent.TimeUnit.SECONDS);
        await().until(() -> signals.waiting() > 0);
        return answer;
    }
}
