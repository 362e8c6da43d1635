package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a tenant administrator does with clusters, over HTTP. */
class ClustersTest extends PosternTest {

    @Autowired
    private Clusters clusters;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private TestTenant acme;
    private String connection = "";

    @BeforeEach
    void aTenantWithAConnection() {
        acme = newTenant();
        connection = connection(acme);
    }

    @Test
    void aClusterIsAnsweredAsItWasAskedForButWithoutItsSecrets() {
        Answer created = create(cluster("orders"));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("Location")).contains(path("/" + created.text("/id")));
        assertThat(created.header("ETag")).contains("\"1.1\"");
        assertThat(created.text("/id")).startsWith("clu_");
        assertThat(created.text("/health")).isEqualTo("UNVALIDATED");
        JsonNode asked = created.json().path("routes");
        assertThat(asked.toString()).isEqualTo("""
                [{"match":{"address":"b-1.kafka.acme.internal:9092"},"connectionId":"%1$s",\
                "port":{"kind":"FIXED","value":9001},"availabilityZone":"use1-az1"},\
                {"match":{"nodeIds":"2-40"},"connectionId":"%1$s",\
                "port":{"kind":"NODE_ID_PLUS","value":9000},"availabilityZone":null},\
                {"match":{"address":"*:*"},"connectionId":"%1$s","port":{"kind":"SAME"},"availabilityZone":null}]""".formatted(connection));
        assertThat(created.body()).doesNotContain("top-secret").doesNotContain("password");
        Answer read = acme.admin().get(path("/" + created.text("/id")));
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    }

    @Test
    void aRepeatedCreationAnswersTheFirstOne() {
        Answer first = acme.admin().post(path(""), cluster("once"), "Idempotency-Key", "a-key");

        Answer again = acme.admin().post(path(""), cluster("once"), "Idempotency-Key", "a-key");
        Answer other = acme.admin()
                .post(path(""), cluster("once").replace("top-secret", "another"), "Idempotency-Key", "a-key");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aRepeatedCreationIsAnsweredWithTheClusterAsItIsNow() {
        String request = cluster("once");
        String path = path("/"
                + acme.admin()
                        .post(path(""), request, "Idempotency-Key", "a-key")
                        .text("/id"));
        acme.admin().patch(path, """
                {"name": "since"}""");

        Answer changed = acme.admin().post(path(""), request, "Idempotency-Key", "a-key");
        Answer read = acme.admin().get(path);
        acme.admin().delete(path);
        Answer gone = acme.admin().post(path(""), request, "Idempotency-Key", "a-key");

        assertThat(changed.json()).isEqualTo(read.json());
        assertThat(gone.status()).isEqualTo(409);
        assertThat(gone.text("/detail")).contains("is gone").contains("new key");
    }

    /** Else it would tell another administrator whether a guessed password is the right one. */
    @Test
    void nobodyElseRepeatsACreation() {
        acme.admin().post(path(""), cluster("once"), "Idempotency-Key", "a-key");
        Api another = acme.as("TENANT_ADMIN");

        Answer right = another.post(path(""), cluster("once"), "Idempotency-Key", "a-key");
        Answer wrong =
                another.post(path(""), cluster("once").replace("top-secret", "a-guess"), "Idempotency-Key", "a-key");

        assertThat(right.status()).isEqualTo(409);
        assertThat(right.text("/detail")).isEqualTo(wrong.text("/detail"));
    }

    @Test
    void aNameIsTakenOncePerTenant() {
        created("orders");
        TestTenant globex = newTenant();

        assertThat(create(cluster("ORDERS")).text("/type")).endsWith("/name-taken");
        assertThat(globex.admin()
                        .post(globex.path("/clusters"), cluster("orders", connection(globex)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPatchChangesWhatItNamesAndKeepsTheRestThePasswordToo() throws Exception {
        String id = created("orders");

        Answer patched = acme.admin().patch(path("/" + id), """
                {"name": "renamed", "bootstrapRoute": null,
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(connection));

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.text("/name")).isEqualTo("renamed");
        assertThat(patched.text("/security/mechanism")).isEqualTo("SCRAM-SHA-512");
        assertThat(patched.json().path("bootstrapRoute").isNull()).isTrue();
        assertThat(patched.json().path("routes")).hasSize(1);
        assertThat(patched.json().path("bootstrap")).hasSize(2);
        assertThat(patched.header("ETag")).contains("\"2.2\"");
        ClusterSecurity.Login login = login(id);
        assertThat(login.username()).isEqualTo("u");
        assertThat(login.password().reveal()).isEqualTo("top-secret");
    }

    @Test
    void whoeverChangesHowThePasswordIsShownMustKnowIt() throws Exception {
        String id = created("orders");

        for (String change : List.of(
                "{\"protocol\": \"SASL_PLAINTEXT\"}", "{\"mechanism\": \"PLAIN\"}", "{\"username\": \"other\"}")) {
            Answer patched = acme.admin().patch(path("/" + id), "{\"security\": " + change + "}");

            assertThat(patched.status()).as(change).isEqualTo(422);
            assertThat(patched.text("/errors/0/pointer")).isEqualTo("/security/password");
        }
        assertThat(login(id).password().reveal()).isEqualTo("top-secret");
    }

    @Test
    void whoeverSendsThePasswordToAnotherAddressMustKnowIt() throws Exception {
        String id = created("orders");
        List<String> known = acme.admin()
                .get(path("/" + id))
                .json()
                .path("bootstrap")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        Answer elsewhere = acme.admin().patch(path("/" + id), """
                {"bootstrap": ["%s", "kafka.elsewhere.example:9094"]}""".formatted(known.getFirst()));
        Answer fewer = acme.admin().patch(path("/" + id), """
                {"bootstrap": ["%s"]}""".formatted(known.getFirst()));
        Answer knowing = acme.admin().patch(path("/" + id), """
                {"bootstrap": ["kafka.elsewhere.example:9094"], "security": {"password": "newer"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(connection));

        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.text("/errors/0/pointer")).isEqualTo("/security/password");
        assertThat(elsewhere.text("/errors/0/detail")).contains("bootstrap");
        assertThat(fewer.status()).as(fewer.body()).isEqualTo(200);
        assertThat(knowing.status()).as(knowing.body()).isEqualTo(200);
        assertThat(login(id).password().reveal()).isEqualTo("newer");
    }

    @Test
    void aPasswordThatIsRemovedMustBeReplaced() throws Exception {
        String id = created("orders");

        Answer removed = acme.admin().patch(path("/" + id), """
                {"security": {"password": null}}""");
        Answer replaced = acme.admin().patch(path("/" + id), """
                {"security": {"password": "newer"}}""");

        assertThat(removed.status()).isEqualTo(422);
        assertThat(removed.text("/errors/0/pointer")).isEqualTo("/security/password");
        assertThat(replaced.text("/version")).isEqualTo("2");
        ClusterSecurity.Login login = login(id);
        assertThat(login.password().reveal()).isEqualTo("newer");
    }

    @Test
    void aPatchThatChangesNothingLeavesTheVersion() {
        String id = created("orders");

        Answer patched = acme.admin().patch(path("/" + id), """
                {"name": "orders", "bootstrapRoute": {"port": 9091}}""");

        assertThat(patched.header("ETag")).contains("\"1.1\"");
    }

    @Test
    void aGuessedPasswordIsAChangeLikeAnyOtherAndNobodyIsToldThatItWasRight() {
        String right = created("right");
        String wrong = created("wrong");

        Answer guessed = acme.admin().patch(path("/" + right), """
                {"security": {"password": "top-secret"}}""");
        Answer missed = acme.admin().patch(path("/" + wrong), """
                {"security": {"password": "bottom-secret"}}""");

        assertThat(guessed.header("ETag")).isEqualTo(missed.header("ETag"));
        assertThat(guessed.text("/version")).isEqualTo("2");
        assertThat(acme.admin().get(acme.path("/audit")).json().path("items").valueStream())
                .filteredOn(entry -> entry.path("action").asString().equals("cluster.updated"))
                .hasSize(2)
                .allMatch(
                        entry -> entry.at("/after/security/password").asString().equals("changed"));
    }

    @Test
    void anEditOfAnOldVersionIsRefused() {
        String id = created("orders");
        acme.admin().patch(path("/" + id), """
                {"name": "renamed"}""", "If-Match", "\"1.1\"");

        Answer patch = acme.admin().patch(path("/" + id), """
                {"name": "too late"}""", "If-Match", "\"1.1\"");
        Answer delete = acme.admin().delete(path("/" + id), "If-Match", "\"1.1\"");

        assertThat(patch.status()).isEqualTo(412);
        assertThat(delete.status()).isEqualTo(412);
    }

    @Test
    void aConnectionInUseCannotBeDeletedUntilNoRouteLeadsThroughIt() {
        String id = created("orders");
        String path = acme.path("/connections/" + connection);

        Answer inUse = acme.admin().delete(path);
        acme.admin().delete(path("/" + id));
        Answer free = acme.admin().delete(path);

        assertThat(inUse.status()).as(inUse.body()).isEqualTo(409);
        assertThat(inUse.text("/type")).endsWith("/in-use");
        assertThat(inUse.text("/detail")).contains("cluster orders");
        assertThat(free.status()).isEqualTo(202);
        assertThat(create(cluster("late")).text("/errors/0/pointer")).isEqualTo("/bootstrapRoute/connectionId");
    }

    @Test
    void aConnectionOfAnotherTenantIsNoneAtAll() {
        TestTenant globex = newTenant();
        String theirs = connection(globex);

        Answer foreign = create(cluster("orders", theirs));
        Answer unknown = create(cluster("orders", "con_01jd3v8m0q5x7zk2w4n6p8r0t1"));

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.json().path("errors")).isEqualTo(unknown.json().path("errors"));
        assertThat(foreign.json().path("errors").toString()).contains("/routes/0/connectionId", "no such connection");
    }

    @Test
    void aClusterOfAnotherTenantIsNotFound() {
        String id = created("orders");
        TestTenant globex = newTenant();

        assertThat(globex.admin().get(path("/" + id)).status()).isEqualTo(404);
        assertThat(globex.admin().get(globex.path("/clusters/" + id)).status()).isEqualTo(404);
        assertThat(globex.admin().patch(globex.path("/clusters/" + id), "{}").status())
                .isEqualTo(404);
        assertThat(globex.admin().delete(globex.path("/clusters/" + id)).status())
                .isEqualTo(404);
    }

    @Test
    void listsArePagedAndFoundByName() {
        List.of("one", "two", "three").forEach(this::created);

        Answer first = acme.admin().get(path("?limit=2"));
        Answer second = acme.admin().get(path("?limit=2&cursor=" + first.text("/nextCursor")));
        Answer named = acme.admin().get(path("?name=TWO"));

        assertThat(first.json().path("items")).hasSize(2);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().path("nextCursor").isNull()).isTrue();
        assertThat(named.json().path("items")).hasSize(1);
        assertThat(named.text("/items/0/name")).isEqualTo("two");
        assertThat(acme.admin().get(path("?name=%00")).status()).isEqualTo(422);
    }

    @Test
    void aPageOfLargeClustersEndsEarlyAndPageByPageAllAreSeenOnce() {
        List<String> made = IntStream.range(0, 9)
                .mapToObj(at -> {
                    Answer answer = create(large("large-" + at));
                    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
                    return answer.text("/id");
                })
                .toList();

        List<String> seen = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = acme.admin().get(path("?limit=200" + cursor));
            lengths.add(page.body().length());
            page.json().path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.json().path("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
        assertThat(lengths).hasSizeGreaterThan(1).allMatch(length -> length < 1_300_000);
    }

    @Test
    void aFiftyFirstListenerIsRefusedAcrossClusters() {
        String many = IntStream.range(0, 49)
                .mapToObj(i -> """
                        {"match": {"address": "b-%d.kafka:9092"}, "connectionId": "%s",
                         "port": {"kind": "FIXED", "value": %d}}""".formatted(i, connection, 7000 + i))
                .collect(Collectors.joining(","));
        Answer first = create(plaintext("first", many));
        assertThat(first.status()).as(first.body()).isEqualTo(201);

        Answer second = create(cluster("second"));

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.text("/errors/0/pointer")).isEqualTo("/routes/0/port/value");
        assertThat(second.text("/errors/0/detail")).contains("51st listener");
    }

    @Test
    void aValidationSetsTheHealthButNotTheVersion() throws Exception {
        String id = created("orders");

        inScope(() -> {
            transaction.executeWithoutResult(status -> events.publishEvent(new ClusterValidated(
                    TenantId.of(acme.id()),
                    ClusterId.of(id),
                    ClusterHealth.HEALTHY,
                    true,
                    Instant.parse("2026-11-22T12:00:00Z"))));
            return true;
        });

        Answer read = acme.admin().get(path("/" + id));
        assertThat(read.text("/health")).isEqualTo("HEALTHY");
        assertThat(read.text("/unproven")).isEqualTo("true");
        assertThat(read.text("/validatedAt")).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(read.header("ETag")).contains("\"1.2\"");
        assertThat(acme.admin()
                        .patch(path("/" + id), """
                                {"name": "renamed"}""", "If-Match", "\"1.1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTenantWithClustersIsDeletedOnlyWithThem() {
        created("orders");
        String tenant = "/api/v1/tenants/" + acme.id();

        Answer refused = operator().delete(tenant);
        Answer deleted = operator().delete(tenant + "?cascade=true");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/detail")).contains("1 cluster");
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
    }

    @Test
    void secretsAreStoredSealed() throws Exception {
        String id = created("orders");

        byte[] stored = inScope(
                () -> transaction.execute(status -> jdbc.sql("select password_sealed from cluster where id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .single()));

        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("top-secret");
    }

    @Test
    void moreRoutesThanAnyClusterHasAreOneFaultAndNotOneEach() {
        String id = created("orders");
        String tooMany = plaintext("many", String.join(",", Collections.nCopies(10_000, "{}")));
        String many = plaintext("many", String.join(",", Collections.nCopies(600, "{}")));

        for (Answer refused : List.of(create(tooMany), acme.admin().patch(path("/" + id), tooMany))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("errors")).hasSize(1);
            assertThat(refused.text("/errors/0/pointer")).isEqualTo("/routes");
        }
        for (Answer refused : List.of(create(many), acme.admin().patch(path("/" + id), many))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("errors")).hasSize(100);
        }
    }

    @Test
    void whatHappensToAClusterIsAnEvent() throws Exception {
        String id = created("orders");
        acme.admin().patch(path("/" + id), """
                {"name": "renamed"}""");
        acme.admin().delete(path("/" + id));

        List<String> types = inScope(() -> transaction.execute(
                status -> jdbc.sql("select type from event where subject = :id and type like 'cluster.%' order by id")
                        .param("id", id)
                        .query(String.class)
                        .list()));

        assertThat(types).containsExactly("cluster.created", "cluster.updated", "cluster.deleted");
    }

    private ClusterSecurity.Login login(String id) throws Exception {
        return Objects.requireNonNull(
                inScope(() -> clusters.security(ClusterId.of(id)).orElseThrow().login()));
    }

    private <T> T inScope(Callable<T> work) throws Exception {
        return TenantScope.<T, Exception>call(TenantId.of(acme.id()), work::call);
    }

    private String connection(TestTenant tenant) {
        PrivateLinkTenant owner = new PrivateLinkTenant(tenant, sandbox());
        return owner.created("acme-kafka", owner.closedService());
    }

    private String created(String name) {
        Answer answer = create(cluster(name));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }

    private Answer create(String request) {
        return acme.admin().post(path(""), request);
    }

    private String path(String rest) {
        return acme.path("/clusters" + rest);
    }

    private String cluster(String name) {
        return cluster(name, connection);
    }

    private static String cluster(String name, String connection) {
        return """
                {"name": "%1$s", "bootstrap": ["b-1.kafka.acme.internal:9092", "b-2.kafka.acme.internal:9092"],
                 "security": {"protocol": "SASL_SSL", "mechanism": "SCRAM-SHA-512", "username": "u",
                              "password": "top-secret", "caCertificates": null},
                 "bootstrapRoute": {"connectionId": "%2$s", "port": 9091},
                 "routes": [{"match": {"address": "b-1.kafka.acme.internal:9092"}, "connectionId": "%2$s",
                             "port": {"kind": "FIXED", "value": 9001}, "availabilityZone": "use1-az1"},
                            {"match": {"nodeIds": "2-40"}, "connectionId": "%2$s",
                             "port": {"kind": "NODE_ID_PLUS", "value": 9000}},
                            {"match": {"address": "*:*"}, "connectionId": "%2$s", "port": {"kind": "SAME"}}]}""".formatted(name, connection);
    }

    private String large(String name) {
        String label = "x".repeat(59);
        String host = String.join(".", label, label, label, label);
        return plaintext(
                name,
                IntStream.range(0, 500)
                        .mapToObj(at -> """
                                {"match": {"address": "%s"}, "connectionId": "%s", "port": {"kind": "SAME"}}""".formatted(host + ":" + (9000 + at), connection))
                        .collect(Collectors.joining(",")));
    }

    private static String plaintext(String name, String routes) {
        return """
                {"name": "%s", "bootstrap": ["b-1.kafka:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [%s]}""".formatted(name, routes);
    }
}
