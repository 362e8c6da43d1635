package dev.postern.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.PrivateLinkTenant;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the console's first page asks for. */
class OverviewTest extends PosternTest {

    private PrivateLinkTenant acme;
    private String waiting;

    @BeforeEach
    void oneConnectionIsReadyAndOneWaitsForTheTenant() {
        acme = new PrivateLinkTenant(newTenant(), sandbox());
        acme.ready("ready");
        waiting = acme.created("waiting", acme.closedService());
        acme.awaitReason(waiting, "SERVICE_NOT_VISIBLE");
    }

    @Test
    void aTenantIsToldItsNameAndHowManyOfItsConnectionsAreHow() {
        Answer overview = acme.tenant().as("TENANT_VIEWER").get(acme.tenant().path("/overview"));

        assertThat(overview.status()).as(overview.body()).isEqualTo(200);
        assertThat(overview.text("/name")).startsWith("Tenant ");
        assertThat(overview.text("/connections/total")).isEqualTo("2");
        assertThat(counted(overview, "/connections/phases", "phase"))
                .containsExactlyInAnyOrder(
                        "PENDING 0",
                        "PROVISIONING 0",
                        "ACTION_REQUIRED 1",
                        "AVAILABLE 1",
                        "DEGRADED 0",
                        "FAILED 0",
                        "DELETING 0");
        assertThat(counted(overview, "/connections/waitingOn", "waitingOn"))
                .containsExactlyInAnyOrder("POSTERN 0", "AWS 0", "TENANT 1", "OPERATOR 0", "NOBODY 1");
        assertThat(counted(overview, "/clusters/healths", "health"))
                .containsExactlyInAnyOrder("UNVALIDATED 0", "HEALTHY 0", "FAILING 0", "UNREACHABLE 0");
    }

    @Test
    void theOperatorIsToldOfAllTenantsAtLeastWhatEachOfThemIsTold() {
        Answer overview = operator().get("/api/v1/overview");

        assertThat(overview.json().path("tenants").asInt()).isPositive();
        assertThat(overview.json().at("/connections/total").asInt()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theOperatorFindsAConnectionAmongThoseOfAllTenantsAndSeesWhoseItIs() {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = operator().get("/api/v1/connections?waitingOn=TENANT&name=AITIN&limit=200" + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().path("items").forEach(item -> {
                if (item.path("tenantId").asString().equals(acme.tenant().id())) {
                    found.add(item.at("/connection/id").asString());
                    assertThat(item.path("tenantName").asString()).startsWith("Tenant ");
                }
            });
            cursor = page.json().path("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(found).containsExactly(waiting);
    }

    private static List<String> counted(Answer overview, String pointer, String name) {
        List<String> counts = new ArrayList<>();
        for (JsonNode count : overview.json().at(pointer)) {
            counts.add(count.path(name).asString() + " " + count.path("count").asInt());
        }
        return counts;
    }
}
