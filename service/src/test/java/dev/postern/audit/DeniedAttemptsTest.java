package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.Browser;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DeniedAttemptsTest extends PosternTest {

    @Autowired
    private DeniedAttempts attempts;

    @Test
    void aTokenThatWasRevokedIsNamedWhenItIsTriedAgain() {
        TestTenant tenant = newTenant();
        Answer token = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "leaver", "role": "TENANT_ADMIN"}""");
        tenant.admin().delete(tenant.path("/tokens/" + token.text("/id")));

        Answer refused = tenant.admin().as(token.text("/secret")).get(tenant.path("/connections"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(denied(tenant)).singleElement().satisfies(entry -> {
            assertThat(entry.path("action").asString()).isEqualTo("access.unauthenticated");
            assertThat(entry.at("/actor/id").asString()).isEqualTo(token.text("/id"));
            assertThat(entry.at("/actor/name").asString()).isEqualTo("leaver");
            assertThat(entry.path("request").asString()).isEqualTo("GET " + tenant.path("/connections"));
            assertThat(entry.path("requestId").asString())
                    .isEqualTo(refused.header("X-Request-Id").orElseThrow());
            assertThat(entry.path("clientAddress").asString()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aTokenThatWasRevokedIsNamedWhenSomebodySignsInWithIt() {
        TestTenant tenant = newTenant();
        Answer token = tenant.admin().post(tenant.path("/tokens"), """
                {"name": "leaver", "role": "TENANT_ADMIN"}""");
        tenant.admin().delete(tenant.path("/tokens/" + token.text("/id")));

        Answer refused = new Browser(nobody()).signIn(token.text("/secret"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(denied(tenant)).singleElement().satisfies(entry -> {
            assertThat(entry.path("action").asString()).isEqualTo("access.unauthenticated");
            assertThat(entry.at("/actor/id").asString()).isEqualTo(token.text("/id"));
            assertThat(entry.path("request").asString()).isEqualTo("POST /api/v1/session");
            assertThat(entry.toString()).doesNotContain(token.text("/secret"));
        });
    }

    @Test
    void whoeverAsksForAnotherTenantIsSeenByItsOwnTenantAndNotByTheOther() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();

        assertThat(acme.admin().get(globex.path("/clusters")).status()).isEqualTo(404);
        assertThat(acme.admin()
                        .get(acme.path("/clusters/clu_01jd3v8m0q5x7zk2w4n6p8r0t1"))
                        .status())
                .isEqualTo(404);

        assertThat(denied(acme)).singleElement().satisfies(entry -> {
            assertThat(entry.path("action").asString()).isEqualTo("access.other-tenant");
            assertThat(entry.path("resourceId").asString()).isEqualTo(globex.id());
        });
        assertThat(denied(globex)).isEmpty();
    }

    @Test
    void manyAttemptsOfOneCallerAreTwoEntriesAMinute() {
        TestTenant tenant = newTenant();
        Api viewer = tenant.as("TENANT_VIEWER");
        attempts.endMinute();
        for (int i = 0; i < 30; i++) {
            assertThat(viewer.delete(tenant.path("/connections/con_01jd3v8m0q5x7zk2w4n6p8r0t1"))
                            .status())
                    .isEqualTo(403);
        }

        attempts.endMinute();

        List<JsonNode> entries = denied(tenant);
        assertThat(entries)
                .hasSizeBetween(2, 4)
                .allSatisfy(entry -> assertThat(entry.path("action").asString()).isEqualTo("access.forbidden"));
        assertThat(entries.stream()
                        .mapToInt(entry -> entry.path("attempts").asInt())
                        .sum())
                .isEqualTo(30);
    }

    @Test
    void manyCallersOfOneTenantAreFewEntriesAMinute() {
        TestTenant tenant = newTenant();
        attempts.endMinute();
        int callers = 4 * DeniedAttempts.CALLERS;
        for (int i = 0; i < callers; i++) {
            tenant.as("DATA_PLANE").get(tenant.path("/connections"));
        }

        attempts.endMinute();

        List<JsonNode> entries = denied(tenant);
        assertThat(entries).hasSizeLessThanOrEqualTo(2 * (DeniedAttempts.CALLERS + 1));
        assertThat(entries.stream()
                        .mapToInt(entry -> entry.path("attempts").asInt())
                        .sum())
                .isEqualTo(callers);
        assertThat(entries)
                .anySatisfy(
                        entry -> assertThat(entry.at("/actor/id").asString()).isEqualTo("several"));
    }

    @Test
    void whoeverShowsNoTokenOfOursLeavesNoEntry() {
        int before = AuditLogTest.items(operator(), "/api/v1/audit?action=access.unauthenticated&limit=200")
                .size();

        nobody().get("/api/v1/tenants");
        nobody().as("pst_made-up").get("/api/v1/tenants");

        attempts.endMinute();
        assertThat(AuditLogTest.items(operator(), "/api/v1/audit?action=access.unauthenticated&limit=200"))
                .hasSize(before);
    }

    private static List<JsonNode> denied(TestTenant tenant) {
        return AuditLogTest.items(tenant.admin(), tenant.path("/audit?outcome=DENIED"));
    }
}
