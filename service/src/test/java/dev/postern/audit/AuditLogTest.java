package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.connections.PrivateLinkTenant;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did what, as tenants and the operator read it. */
class AuditLogTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String CONNECTION = """
            {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"]}""";

    @Test
    void everyOperationThatChangesSomethingIsAnEntryThatNamesItsRequest() {
        Map<String, String> actions = everyChange();

        Set<String> offered = new HashSet<>();
        nobody().get("/v3/api-docs")
                .json()
                .at("/paths")
                .forEach(path -> path.properties().stream()
                        .filter(operation -> !operation.getKey().equals("get"))
                        .forEach(operation -> offered.add(
                                operation.getValue().path("operationId").asString())));
        assertThat(actions.keySet()).as("operations of the API document").isEqualTo(offered);
        List<JsonNode> entries = items(operator(), "/api/v1/audit?limit=200");
        actions.forEach((operation, action) -> assertThat(entries).as(operation).anySatisfy(entry -> {
            assertThat(entry.path("requestId").asString("")).isEqualTo(requestId(operation));
            assertThat(entry.path("action").asString()).isEqualTo(action);
            assertThat(entry.path("outcome").asString()).isEqualTo("SUCCEEDED");
            assertThat(entry.at("/actor/id").asString()).startsWith("tok_");
            assertThat(entry.at("/actor/name").asString()).isNotEmpty();
            assertThat(entry.at("/actor/role").asString()).endsWith("_ADMIN");
            assertThat(entry.path("clientAddress").asString()).isEqualTo("127.0.0.1");
            assertThat(entry.path("userAgent").asString()).startsWith("Java-http-client");
            assertThat(entry.path("before").isNull())
                    .isEqualTo(action.endsWith("created") || action.endsWith("started"));
        }));
    }

    /** Performs every operation that changes something, each under a request id of its own; with the action to be seen. */
    private Map<String, String> everyChange() {
        Map<String, String> actions = new LinkedHashMap<>();
        Api operator = operator();
        String tenant = "/api/v1/tenants/"
                + done(actions, "createTenant", "tenant.created", operator, "POST", "/api/v1/tenants", """
                        {"name": "Audited"}""")
                        .text("/id");
        done(actions, "patchTenant", "tenant.updated", operator, "PATCH", tenant, """
                {"name": "Audited twice"}""");
        String token = """
                {"name": "audited", "role": "%s"}""";
        Answer operatorToken = done(
                actions,
                "createToken",
                "token.created",
                operator,
                "POST",
                "/api/v1/tokens",
                token.formatted("OPERATOR_VIEWER"));
        done(
                actions,
                "revokeToken",
                "token.revoked",
                operator,
                "DELETE",
                "/api/v1/tokens/" + operatorToken.text("/id"),
                null);
        Answer adminToken = done(
                actions,
                "createTenantToken",
                "token.created",
                operator,
                "POST",
                tenant + "/tokens",
                token.formatted("TENANT_ADMIN"));
        Api admin = operator.as(adminToken.text("/secret"));
        signInAndOut(actions, admin.token());
        String connections = tenant + "/connections";
        String connection = connections + "/"
                + done(actions, "createConnection", "connection.created", admin, "POST", connections, CONNECTION)
                        .text("/id");
        done(actions, "patchConnection", "connection.updated", admin, "PATCH", connection, """
                {"name": "renamed"}""");
        done(actions, "waiveClaim", "connection.claim-waived", operator, "PUT", connection + "/claim-waiver", """
                {"serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"}""");
        String bastion = connections + "/"
                + shownHostKey(new TestTenant(tenant.substring(tenant.lastIndexOf('/') + 1), admin, operator));
        done(
                actions,
                "approveHostKey",
                "connection.host-key-approved",
                admin,
                "POST",
                bastion + "/host-key",
                """
                {"fingerprint": "%s"}""".formatted(admin.get(bastion).text("/hostKey/fingerprint")));
        done(
                actions,
                "rotateBastionKeys",
                "connection.keys-rotated",
                admin,
                "POST",
                bastion + "/keys/rotate?force=true",
                null);
        String clusters = tenant + "/clusters";
        Answer created = done(actions, "createCluster", "cluster.created", admin, "POST", clusters, """
                {"name": "orders", "bootstrap": ["b-1.kafka.internal:9092"], "security": {"protocol": "PLAINTEXT"}, "routes": []}""");
        String cluster = clusters + "/" + created.text("/id");
        done(actions, "patchCluster", "cluster.updated", admin, "PATCH", cluster, """
                {"name": "payments"}""");
        done(actions, "createValidation", "validation.started", admin, "POST", cluster + "/validations", "");
        done(actions, "deleteCluster", "cluster.deleted", admin, "DELETE", cluster, null);
        String failing = connections + "/"
                + rejected(new TestTenant(tenant.substring(tenant.lastIndexOf('/') + 1), admin, operator));
        done(actions, "retryConnection", "connection.retried", admin, "POST", failing + "/retry", "");
        done(actions, "deleteConnection", "connection.deletion-requested", admin, "DELETE", connection, null);
        done(
                actions,
                "revokeTenantToken",
                "token.revoked",
                operator,
                "DELETE",
                tenant + "/tokens/" + adminToken.text("/id"),
                null);
        done(
                actions,
                "createSecretKeyRotation",
                "secret-key-rotation.started",
                operator,
                "POST",
                "/api/v1/secret-key-rotations",
                null);
        done(actions, "deleteTenant", "tenant.deleted", operator, "DELETE", tenant + "?cascade=true", null);
        return actions;
    }

    private void signInAndOut(Map<String, String> actions, String token) {
        Browser browser = new Browser(nobody());
        browser.signIn(token, "X-Request-Id", requestId("createSession"));
        actions.put("createSession", "session.started");
        browser.send(
                "DELETE",
                "/api/v1/session",
                null,
                "X-XSRF-TOKEN",
                browser.cookie("XSRF-TOKEN"),
                "X-Request-Id",
                requestId("deleteSession"));
        actions.put("deleteSession", "session.ended");
    }

    private static Answer done(
            Map<String, String> actions,
            String operation,
            String action,
            Api api,
            String method,
            String path,
            @Nullable String body) {
        Answer answer = api.send(method, path, body, "X-Request-Id", requestId(operation));
        assertThat(answer.status()).as("%s: %s", operation, answer).isBetween(200, 299);
        actions.put(operation, action);
        return answer;
    }

    private static String requestId(String operation) {
        return "audit-test-" + operation;
    }

    /** A connection whose bastion has shown a host key that nobody has approved. */
    private String shownHostKey(TestTenant tenant) {
        Bastion bastion = openBastion();
        String id = tenant.admin()
                .post(tenant.path("/connections"), """
                        {"kind": "SSH_BASTION", "name": "bastion", "host": "%s", "port": %d, "user": "%s"}
                        """.formatted(
                                bastion.address().getAddress().getHostAddress(),
                                bastion.address().getPort(),
                                bastion.user()))
                .text("/id");
        await().atMost(LIMIT)
                .until(() -> tenant.admin()
                        .get(tenant.path("/connections/" + id))
                        .text("/reason")
                        .equals("HOST_KEY_APPROVAL"));
        return id;
    }

    private Bastion openBastion() {
        try {
            return sandbox().openBastion("audited", PrivateNetwork.empty());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** A connection whose endpoint its owner has rejected, which can be tried again. */
    private String rejected(TestTenant tenant) {
        PrivateLinkTenant acme = new PrivateLinkTenant(tenant, sandbox());
        String id = acme.created("rejected", acme.openService());
        sandbox().aws().reject(acme.awaitReason(id, "ENDPOINT_ACCEPTANCE").text("/endpoint/id"));
        acme.awaitReason(id, "ENDPOINT_REJECTED");
        return id;
    }

    @Test
    void whatTheReconcilerDoesByItselfIsItsOwn() {
        TestTenant tenant = newTenant();
        String id = tenant.admin().post(tenant.path("/connections"), CONNECTION).text("/id");

        List<JsonNode> entries = await().atMost(LIMIT)
                .until(
                        () -> items(tenant.admin(), tenant.path("/audit?actor=reconciler&resourceId=" + id)),
                        found -> found.stream()
                                .anyMatch(entry ->
                                        entry.at("/after/phase").asString("").equals("ACTION_REQUIRED")));

        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.path("action").asString()).isEqualTo("connection.phase-changed");
            assertThat(entry.path("requestId").isNull()).isTrue();
            assertThat(entry.path("clientAddress").isNull()).isTrue();
        });
    }

    @Test
    void ofASecretTheLogSaysOnlyThatItHasChanged() {
        TestTenant tenant = newTenant();
        String first = "correct-horse-battery-staple";
        String second = "wrong-horse-battery-staple";
        String cluster = "/clusters/"
                + tenant.admin()
                        .post(tenant.path("/clusters"), """
                        {"name": "orders", "bootstrap": ["b-1.kafka.internal:9092"], "routes": [],
                         "security": {"protocol": "SASL_SSL", "mechanism": "PLAIN", "username": "u", "password": "%s"}}""".formatted(first))
                        .text("/id");

        tenant.admin().patch(tenant.path(cluster), """
                {"security": {"password": "%s"}}""".formatted(second));

        Answer log = tenant.admin().get(tenant.path("/audit"));
        JsonNode change = items(tenant.admin(), tenant.path("/audit?action=cluster.updated"))
                .getFirst();
        assertThat(change.at("/before/security/password").asString()).isEqualTo("set");
        assertThat(change.at("/after/security/password").asString()).isEqualTo("changed");
        assertThat(change.path("after").has("bootstrap"))
                .as("what stayed the same")
                .isFalse();
        assertThat(log.body()).doesNotContain(first).doesNotContain(second).doesNotContain("pst_");
    }

    @Test
    void aChangeThatIsRefusedIsNoEntryOfAChange() {
        TestTenant tenant = newTenant();
        tenant.admin().post(tenant.path("/connections"), CONNECTION);

        Answer again = tenant.admin().post(tenant.path("/connections"), CONNECTION);

        assertThat(again.status()).isEqualTo(409);
        assertThat(items(tenant.admin(), tenant.path("/audit?action=connection.created")))
                .hasSize(1);
    }

    @Test
    void aTenantReadsItsOwnEntriesAndNothingOfWhereTheOperatorSits() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();

        List<JsonNode> own = items(acme.as("TENANT_VIEWER"), acme.path("/audit"));
        List<JsonNode> sameForOperator = items(operator(), acme.path("/audit"));

        assertThat(own).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.path("tenantId").asString()).isEqualTo(acme.id());
            assertThat(entry.at("/actor/role").asString()).isEqualTo("OPERATOR_ADMIN");
            assertThat(entry.path("clientAddress").isNull()).isTrue();
            assertThat(entry.path("userAgent").isNull()).isTrue();
        });
        assertThat(sameForOperator)
                .allSatisfy(entry ->
                        assertThat(entry.path("clientAddress").asString()).isEqualTo("127.0.0.1"));
        assertThat(acme.admin().get(globex.path("/audit")).status()).isEqualTo(404);
        assertThat(acme.admin().get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(acme.as("DATA_PLANE").get(acme.path("/audit")).status()).isEqualTo(403);
        assertThat(items(operator(), "/api/v1/audit?tenantId=" + acme.id()))
                .allSatisfy(
                        entry -> assertThat(entry.path("tenantId").asString()).isEqualTo(acme.id()));
    }

    @Test
    void pagesHaveNoGapsAndNoRepeatsAndFiltersHold() {
        TestTenant tenant = newTenant();
        for (int i = 0; i < 6; i++) {
            tenant.as("TENANT_VIEWER");
        }
        List<String> all = new ArrayList<>();

        String cursor = "";
        do {
            Answer page = tenant.admin().get(tenant.path("/audit?limit=3&action=token.created" + cursor));
            page.json().path("items").forEach(entry -> all.add(entry.path("id").asString()));
            cursor = page.json().path("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(all).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((left, right) -> right.compareTo(left));
        assertThat(items(tenant.admin(), tenant.path("/audit?from=2000-01-01T00:00:00Z&to=2020-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(items(tenant.admin(), tenant.path("/audit?outcome=DENIED"))).isEmpty();
        assertThat(items(tenant.admin(), tenant.path("/audit?resourceId=" + tenant.id())))
                .hasSize(1);
    }

    @Test
    void whatCannotBeAskedIsRefusedWithTheParameterNamed() {
        TestTenant tenant = newTenant();
        for (String query : List.of(
                "cursor=bm90LW1pbmU",
                "cursor=made-by-hand",
                "limit=0",
                "from=yesterday",
                "from=%2B999999999-01-01T00:00:00Z",
                "to=1000-01-01T00:00:00Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "actor=%00",
                "action=",
                "resourceId=" + "x".repeat(301),
                "outcome=MAYBE")) {
            Answer answer = tenant.admin().get(tenant.path("/audit?" + query));

            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(query).contains(answer.text("/errors/0/pointer"));
        }
    }

    static List<JsonNode> items(Api api, String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        return items;
    }
}
