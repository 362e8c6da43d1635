package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantsAndTokensTest extends PosternTest {

    @Test
    void aTokenSaysWhoItsCallerIs() {
        TestTenant tenant = newTenant();

        Answer me = tenant.as("TENANT_VIEWER").get("/api/v1/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("/role")).isEqualTo("TENANT_VIEWER");
        assertThat(me.text("/tenantId")).isEqualTo(tenant.id());
    }

    @Test
    void aSecretIsShownOnceAndNeverListed() {
        TestTenant tenant = newTenant();
        Answer created = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "pipeline", "role": "DATA_PLANE"}""");

        Answer listed = tenant.admin().get(tenant.path("/tokens"));

        assertThat(created.text("/secret")).startsWith("pst_");
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(listed.body()).contains(created.text("/id")).doesNotContain(created.text("/secret"));
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        TestTenant tenant = newTenant();
        Answer created = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "short-lived", "role": "TENANT_VIEWER"}""");
        assertThat(tenant.admin().as(created.text("/secret")).get("/api/v1/me").status())
                .isEqualTo(200);

        tenant.admin().delete(tenant.path("/tokens/" + created.text("/id")));

        assertThat(tenant.admin().as(created.text("/secret")).get("/api/v1/me").status())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfOneTenantFindsNothingOfAnother() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();
        Answer token = globex.admin().post(globex.path("/tokens"), """
                {"name": "theirs", "role": "TENANT_VIEWER"}""");

        Answer read = acme.admin().get(globex.path("/tokens"));
        Answer revoke = acme.admin().delete(acme.path("/tokens/" + token.text("/id")));

        assertThat(read.status()).isEqualTo(404);
        assertThat(read.text("/type")).endsWith("/not-found");
        assertThat(revoke.status()).isEqualTo(404);
    }

    @Test
    void aTenantCannotMakeItselfAnOperator() {
        TestTenant tenant = newTenant();

        Answer created = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "sneaky", "role": "OPERATOR_ADMIN"}""");

        assertThat(created.status()).isEqualTo(422);
        assertThat(created.text("/errors/0/pointer")).isEqualTo("/role");
    }

    @Test
    void aRoleIsHeldToWhatItMay() {
        TestTenant tenant = newTenant();

        assertThat(tenant.as("DATA_PLANE").get(tenant.path("/tokens")).status()).isEqualTo(403);
        assertThat(tenant.as("TENANT_VIEWER").post(tenant.path("/tokens"), """
                                {"name": "x", "role": "TENANT_VIEWER"}""").status())
                .isEqualTo(403);
        assertThat(tenant.admin().get("/api/v1/tenants").status()).isEqualTo(403);
    }

    @Test
    void aMistypedTokenIsToldFromAnUnknownOne() {
        String token = operator().token();
        String mistyped = token.substring(0, 10) + (token.charAt(10) == 'a' ? 'b' : 'a') + token.substring(11);

        Answer answer = operator().as(mistyped).get("/api/v1/me");
        Answer cut = operator().as(token.substring(0, 30)).get("/api/v1/me");
        Answer unknown = operator().as(NewToken.text()).get("/api/v1/me");
        Answer foreign = operator().as("ghp_abc").get("/api/v1/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).contains("invalid_token"));
        assertThat(answer.text("/detail")).contains("mistyped");
        assertThat(cut.text("/detail")).contains("mistyped");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("/detail")).contains("unknown").doesNotContain("mistyped");
        assertThat(foreign.text("/detail")).contains("pst_");
    }

    @Test
    void aTokenIsListedWithWhenItWasMadeAndWhenItEnds() {
        TestTenant tenant = newTenant();
        Answer created = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "ends", "role": "DATA_PLANE", "expiresAt": "2030-01-01T00:00:00Z"}""");

        JsonNode listed = tenant.admin().get(tenant.path("/tokens")).json().at("/items/1");

        assertThat(listed.path("id").asString()).isEqualTo(created.text("/id"));
        assertThat(listed.path("createdAt").asString()).isEqualTo(created.text("/createdAt"));
        assertThat(Duration.between(Instant.parse(created.text("/createdAt")), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
        assertThat(listed.path("expiresAt").asString()).isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void aTokenThatWasSeenStopsWorkingWhenItExpires() {
        TestTenant tenant = newTenant();
        Api shortLived = tenant.admin()
                .as(tenant.admin()
                        .post(tenant.path("/tokens"), """
                {"name": "ends soon", "role": "DATA_PLANE", "expiresAt": "%s"}""".formatted(
                                        Instant.now().plusSeconds(2)))
                        .text("/secret"));
        assertThat(shortLived.get("/api/v1/me").status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> shortLived.get("/api/v1/me").status() == 401);
    }

    @Test
    void anIdempotencyKeyMakesACreationHappenOnce() {
        String key = UUID.randomUUID().toString();
        String request = """
                {"name": "Once %s"}""".formatted(key.substring(0, 8));
        Answer first = operator().post("/api/v1/tenants", request, "Idempotency-Key", key);

        Answer again = operator().post("/api/v1/tenants", request, "Idempotency-Key", key);
        Answer other = operator().post("/api/v1/tenants", """
                {"name": "Another"}""", "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void aReplayedTokenCreationIsRefused() {
        TestTenant tenant = newTenant();
        String request = """
                {"name": "once", "role": "DATA_PLANE"}""";
        tenant.admin().post(tenant.path("/tokens"), request, "Idempotency-Key", "same-key");

        Answer again = tenant.admin().post(tenant.path("/tokens"), request, "Idempotency-Key", "same-key");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).doesNotContain("pst_");
    }

    @Test
    void anEditOfAnOldVersionIsRefused() {
        TestTenant tenant = newTenant();
        String path = "/api/v1/tenants/" + tenant.id();
        String etag = operator().get(path).header("ETag").orElseThrow();
        operator().patch(path, """
                {"name": "Renamed %s"}""".formatted(tenant.id().substring(20)), "If-Match", etag);

        Answer late = operator().patch(path, """
                {"name": "Too late"}""", "If-Match", etag);

        assertThat(late.status()).isEqualTo(412);
    }

    @Test
    void listsArePagedWithoutGapsOrRepeats() {
        TestTenant tenant = newTenant();
        for (int i = 0; i < 4; i++) {
            tenant.as("TENANT_VIEWER");
        }

        Answer first = tenant.admin().get(tenant.path("/tokens?limit=3"));
        Answer second = tenant.admin().get(tenant.path("/tokens?limit=3&cursor=" + first.text("/nextCursor")));

        assertThat(first.json().at("/items")).hasSize(3);
        assertThat(second.json().at("/items")).hasSize(2);
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
        assertThat(tenant.admin()
                        .get(tenant.path("/tokens?cursor=%22made-by-hand"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aDeletedTenantIsGoneWithItsTokensAndItsNameIsFree() {
        TestTenant tenant = newTenant();
        String name = operator().get("/api/v1/tenants/" + tenant.id()).text("/name");

        Answer deleted = operator().delete("/api/v1/tenants/" + tenant.id());

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(tenant.admin().get("/api/v1/me").status()).isEqualTo(401);
        assertThat(operator().get("/api/v1/tenants/" + tenant.id()).status()).isEqualTo(404);
        assertThat(operator().post("/api/v1/tenants", """
                {"name": "%s"}""".formatted(name)).status())
                .isEqualTo(201);
    }

    @Test
    void aNumberBeyondAllBoundsIsNoName() {
        TestTenant tenant = newTenant();

        Answer patched = operator().patch("/api/v1/tenants/" + tenant.id(), """
                {"name": 1e400000000}""");

        assertThat(patched.status()).isEqualTo(422);
    }

    @Test
    void aPathThatTheFirewallRefusesIsAProblemToo() {
        Answer refused = operator().get("/api/v1/tenants;x=1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/type")).endsWith("/malformed-request");
    }
}
