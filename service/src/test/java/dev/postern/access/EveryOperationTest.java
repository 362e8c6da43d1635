package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.GoodRequests;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import tools.jackson.databind.JsonNode;

/** Every operation of the API document, called by everybody who may not call it, and by everybody who may. */
class EveryOperationTest extends PosternTest {

    private static final String TENANT = "/api/v1/tenants/{tenantId}/";

    /** The id at the end of a path, or before its last word. */
    private static final Pattern LAST_ID = Pattern.compile("\\{(\\w+)Id}(?=[^{]*$)");

    /** Of the right form, and of nothing that there is. */
    private static final Map<String, String> NOBODYS = Map.of(
            "tenant", "tnt_00000000000000000000000000",
            "token", "tok_00000000000000000000000000",
            "connection", "con_00000000000000000000000000",
            "cluster", "clu_00000000000000000000000000",
            "validation", "val_00000000000000000000000000",
            "rotation", "rot_00000000000000000000000000");

    /** What an operation cannot do without: without these it is the body that would be refused. */
    private static final Map<String, String> BODIES = Map.of("approveHostKey", """
            {"fingerprint": "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"}""");

    private static final Map<String, String> QUERIES = Map.of(
            "resolve", "?host=b-1.kafka.good.internal&port=9092",
            "streamEvents", "?follow=false",
            "streamTenantEvents", "?follow=false");

    private record Called(String id, String method, String path) {

        boolean isOfATenant() {
            return path.startsWith(TENANT);
        }

        boolean reads() {
            return method.equals("GET");
        }

        /** Whether it is of one thing that the tenant has. */
        boolean namesSomething() {
            return LAST_ID.matcher(path.substring(TENANT.length())).find();
        }

        /** The path with an id of nothing, so that whoever may call it breaks nothing. */
        String ofNothing() {
            int from = isOfATenant() ? TENANT.length() : 0;
            return path.substring(0, from)
                    + LAST_ID.matcher(path.substring(from)).replaceAll(id -> NOBODYS.get(id.group(1)));
        }
    }

    @Test
    void theTableNamesEveryOperation() {
        assertThat(operations())
                .hasSizeGreaterThan(30)
                .allSatisfy(operation -> assertThat(OperationRights.knows(operation.id()))
                        .as(operation.id())
                        .isTrue());
    }

    @TestFactory
    Stream<DynamicTest> whoeverMayNotIsRefusedAndWhoeverMayIsNot() {
        TestTenant acme = newTenant();
        GoodRequests good = GoodRequests.make(acme);
        Map<String, Api> strangers = strangers(acme);
        Map<String, Api> insiders = callers(acme);
        TestTenant globex = newTenant();
        Map<String, Api> outsiders = callers(globex);
        outsiders.keySet().removeIf(role -> role.startsWith("OPERATOR") || role.equals(OperationRights.FLEET));
        List<DynamicTest> tests = new ArrayList<>();
        List<Called> closed = operations().stream()
                .filter(operation -> !OperationRights.open(operation.id()))
                .toList();
        for (Called operation : closed) {
            String path = good.fill(operation.path());
            strangers.forEach((who, api) ->
                    tests.add(test(operation, who, () -> assertStatus(send(operation, api, path), 401))));
            insiders.forEach((role, api) -> tests.add(test(operation, role, () -> byRole(operation, role, api, good))));
            outsiders.forEach((role, api) -> tests.add(test(
                    operation, role + " of another tenant", () -> byOutsider(operation, role, api, globex, good))));
        }
        return tests.stream();
    }

    private static DynamicTest test(Called operation, String who, Executable check) {
        return DynamicTest.dynamicTest(operation.id() + " by " + who, check);
    }

    private void byRole(Called operation, String role, Api api, GoodRequests good) {
        if (!OperationRights.allows(operation.id(), role)) {
            assertStatus(send(operation, api, good.fill(operation.path())), 403);
            return;
        }
        String path = operation.reads() ? operation.path() : operation.ofNothing();
        Answer answer = send(operation, api, good.fill(path));
        assertThat(answer.status()).as("%s", answer).isNotIn(401, 403).isLessThan(500);
        if (operation.reads() && !isTooEarly(answer)) {
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        }
    }

    /** Neither the other tenant's path, nor the other tenant's ids on the caller's own path, lead anywhere. */
    private void byOutsider(Called operation, String role, Api api, TestTenant own, GoodRequests good) {
        if (!operation.isOfATenant()) {
            boolean allowed = OperationRights.allows(operation.id(), role);
            assertThat(
                            allowed
                                    ? 403
                                    : send(operation, api, good.fill(operation.path()))
                                            .status())
                    .isIn(403, 404);
            return;
        }
        assertStatus(send(operation, api, good.fill(operation.path())), 404);
        if (OperationRights.allows(operation.id(), role) && operation.namesSomething()) {
            String smuggled = operation.path().replace("{tenantId}", own.id());
            assertStatus(send(operation, api, good.fill(smuggled)), 404);
        }
    }

    /** There is no mapping yet, and nobody at that address. */
    private static boolean isTooEarly(Answer answer) {
        return answer.status() == 404 || answer.status() == 409 || answer.status() == 503;
    }

    private static Answer send(Called operation, Api api, String path) {
        boolean takesBody = List.of("POST", "PATCH", "PUT").contains(operation.method());
        String query = QUERIES.getOrDefault(operation.id(), "");
        return api.send(operation.method(), path + query, takesBody ? BODIES.getOrDefault(operation.id(), "{}") : null);
    }

    private static void assertStatus(Answer answer, int status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    private Map<String, Api> callers(TestTenant tenant) {
        Map<String, Api> callers = new LinkedHashMap<>();
        for (String role : OperationRights.roles()) {
            callers.put(role, role.startsWith("OPERATOR") ? operatorAs(role) : tenant.as(role));
        }
        callers.put(OperationRights.FLEET, operatorAs("DATA_PLANE"));
        return callers;
    }

    private Api operatorAs(String role) {
        return operator()
                .as(operator().post("/api/v1/tokens", """
                {"name": "test", "role": "%s"}""".formatted(role)).text("/secret"));
    }

    private Map<String, Api> strangers(TestTenant tenant) {
        Map<String, Api> strangers = new LinkedHashMap<>();
        strangers.put("nobody", nobody());
        strangers.put("a token that is none", nobody().as("pst_" + "0".repeat(43)));
        strangers.put("a token with a letter wrong", mistyped(tenant.as("TENANT_ADMIN")));
        strangers.put("an expired token", expired(tenant));
        strangers.put("a revoked token", revoked(tenant));
        return strangers;
    }

    private static Api mistyped(Api api) {
        String token = api.token();
        char last = token.charAt(token.length() - 1);
        return api.as(token.substring(0, token.length() - 1) + (last == 'a' ? 'b' : 'a'));
    }

    private static Api expired(TestTenant tenant) {
        Answer token = tenant.operator()
                .post(tenant.path("/tokens"), """
                {"name": "short", "role": "TENANT_ADMIN", "expiresAt": "%s"}""".formatted(Instant.now().plusSeconds(1)));
        Api api = tenant.operator().as(token.text("/secret"));
        await().atMost(Duration.ofSeconds(10)).until(() -> api.get("/api/v1/me").status() == 401);
        return api;
    }

    private static Api revoked(TestTenant tenant) {
        Answer token = tenant.operator().post(tenant.path("/tokens"), """
                {"name": "revoked", "role": "TENANT_ADMIN"}""");
        Api api = tenant.operator().as(token.text("/secret"));
        assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(tenant.operator()
                        .delete(tenant.path("/tokens/" + token.text("/id")))
                        .status())
                .isEqualTo(204);
        return api;
    }

    private List<Called> operations() {
        List<Called> operations = new ArrayList<>();
        JsonNode paths = nobody().get("/v3/api-docs").json().path("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Called(
                                method.getValue().path("operationId").asString(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey()))));
        return operations;
    }
}
