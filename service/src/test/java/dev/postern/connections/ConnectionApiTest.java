package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import dev.postern.testing.PosternTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The manners of the API of connections. */
class ConnectionApiTest extends PosternTest {

    private PrivateLinkTenant acme;

    @BeforeEach
    void aTenant() {
        acme = new PrivateLinkTenant(newTenant(), sandbox());
    }

    @Test
    void regionsAreListedWithTheirZoneIds() {
        JsonNode regions = acme.tenant().admin().get("/api/v1/regions").json().path("items");

        assertThat(regions.valueStream().map(region -> region.path("region").asString()))
                .containsExactly("eu-west-1", "us-east-1");
        assertThat(regions.path(1).path("availabilityZones").valueStream().map(JsonNode::asString))
                .containsExactly("use1-az1", "use1-az2", "use1-az4", "use1-az6");
    }

    @Test
    void aListIsPagedAndFiltered() {
        String ready = acme.ready("ready");
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(acme.created("closed " + i, acme.closedService()));
        }
        others.forEach(id -> acme.awaitReason(id, "SERVICE_NOT_VISIBLE"));

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = acme.tenant().admin().get(acme.path("?limit=2" + cursor));
            paged.addAll(ids(page));
            cursor = page.json().path("nextCursor").isNull() ? "" : "&cursor=" + page.text("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(paged)
                .containsExactlyInAnyOrderElementsOf(plus(others, ready))
                .isSorted();
        assertThat(ids(acme.tenant().admin().get(acme.path("?phase=AVAILABLE"))))
                .containsExactly(ready);
        assertThat(ids(acme.tenant().admin().get(acme.path("?phase=ACTION_REQUIRED&kind=AWS_PRIVATELINK"))))
                .containsExactlyElementsOf(others);
        assertThat(ids(acme.tenant().admin().get(acme.path("?kind=SSH_BASTION"))))
                .isEmpty();
        assertThat(ids(acme.tenant().admin().get(acme.path("?waitingOn=TENANT"))))
                .containsExactlyElementsOf(others);
        assertThat(ids(acme.tenant().admin().get(acme.path("?waitingOn=NOBODY"))))
                .containsExactly(ready);
        assertThat(ids(acme.tenant().admin().get(acme.path("?name=CLOSED%201"))))
                .containsExactly(others.get(1));
        assertThat(ids(acme.tenant().admin().get(acme.path("?name=%25")))).isEmpty();
        assertThat(acme.tenant()
                        .admin()
                        .get(acme.path("?name=" + "x".repeat(64)))
                        .text("/errors/0/pointer"))
                .isEqualTo("name");
        Answer wrong = acme.tenant().admin().get(acme.path("?phase=BROKEN"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("/errors/0/detail")).contains("AVAILABLE");
    }

    @Test
    void historyIsPagedNewestFirstAndSaysWhoDidIt() {
        String id = acme.ready("history");

        Answer first = acme.tenant().admin().get(acme.path("/" + id + "/history?limit=2"));
        Answer second =
                acme.tenant().admin().get(acme.path("/" + id + "/history?limit=2&cursor=" + first.text("/nextCursor")));

        assertThat(first.text("/items/0/reason")).isEqualTo("READY");
        assertThat(first.text("/items/0/actor")).isEqualTo("reconciler");
        assertThat(second.text("/items/0/occurredAt")).isLessThanOrEqualTo(first.text("/items/1/occurredAt"));
        JsonNode all = acme.tenant()
                .admin()
                .get(acme.path("/" + id + "/history?limit=200"))
                .json()
                .path("items");
        assertThat(all.path(all.size() - 1).path("actor").asString()).startsWith("tok_");
    }

    @Test
    void aRenamingIsAChangeOfIntentThatTheReconcilerDoesNotDefeat() {
        String id = acme.ready("before");
        Answer read = acme.read(id);

        Answer renamed = acme.tenant().admin().patch(acme.path("/" + id), """
                {"name": "after"}""", "If-Match", "\"1.1\"");

        assertThat(renamed.status()).as(renamed.body()).isEqualTo(200);
        assertThat(renamed.text("/name")).isEqualTo("after");
        assertThat(renamed.text("/version")).isEqualTo("2");
        assertThat(renamed.text("/reason")).isEqualTo("READY");
        assertThat(renamed.header("ETag").orElseThrow())
                .isNotEqualTo(read.header("ETag").orElseThrow());
        Answer late = acme.tenant().admin().patch(acme.path("/" + id), """
                {"name": "too late"}""", "If-Match", "\"1.1\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(acme.tenant()
                        .admin()
                        .delete(acme.path("/" + id), "If-Match", "\"1.1\"")
                        .status())
                .isEqualTo(412);
        assertThat(acme.tenant().admin().get(acme.path("/" + id + "/history")).text("/items/0/message"))
                .isEqualTo("Renamed from before to after.");
    }

    @Test
    void aPatchThatChangesNothingChangesNothing() {
        String id = acme.ready("same");
        Answer before = acme.read(id);

        Answer patched = acme.tenant().admin().patch(acme.path("/" + id), """
                {"name": "same", "availabilityZones": ["use1-az1", "use1-az4"]}""");

        assertThat(patched.header("ETag")).isEqualTo(before.header("ETag"));
    }

    @Test
    void serviceAndZonesStayAsTheyAreOnceThereIsAnEndpoint() {
        String id = acme.ready("fixed");

        Answer service = acme.tenant().admin().patch(acme.path("/" + id), """
                {"serviceName": "%s"}""".formatted(acme.openService()));
        Answer zones = acme.tenant().admin().patch(acme.path("/" + id), """
                {"availabilityZones": ["use1-az1"]}""");

        assertThat(service.status()).isEqualTo(409);
        assertThat(zones.status()).isEqualTo(409);
        assertThat(zones.text("/detail")).contains("Make another connection");
    }

    @Test
    void whatCannotBePatchedIsSaid() {
        String id = acme.created("patched", acme.closedService());

        Answer kind = acme.tenant().admin().patch(acme.path("/" + id), """
                {"kind": "SSH_BASTION"}""");
        Answer zone = acme.tenant().admin().patch(acme.path("/" + id), """
                {"availabilityZones": ["us-east-1a"]}""");

        assertThat(kind.text("/errors/0/pointer")).isEqualTo("/kind");
        assertThat(zone.text("/errors/0/pointer")).isEqualTo("/availabilityZones/0");
    }

    @Test
    void retryIsRefusedWhereThereIsNothingToRetry() {
        String id = acme.ready("fine");

        Answer retried = acme.tenant().admin().post(acme.path("/" + id + "/retry"), "");

        assertThat(retried.status()).isEqualTo(409);
        assertThat(retried.text("/detail")).contains("AVAILABLE/READY");
    }

    @Test
    void aDeletedConnectionStaysReadableAndNothingElse() {
        String id = acme.ready("tombstone");
        acme.tenant().admin().delete(acme.path("/" + id));
        acme.awaitPhase(id, "DELETED");

        Answer again = acme.tenant().admin().delete(acme.path("/" + id));
        Answer patched = acme.tenant().admin().patch(acme.path("/" + id), """
                {"name": "undead"}""");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/phase")).isEqualTo("DELETED");
        assertThat(patched.status()).isEqualTo(409);
        assertThat(acme.history(id)).endsWith("DELETED/REQUESTED");
    }

    @Test
    void aCreationThatIsRepeatedWithItsKeyHappensOnce() {
        String body = """
                {"kind": "AWS_PRIVATELINK", "name": "once", "availabilityZones": ["use1-az1"]}""";

        Answer first = acme.tenant().admin().post(acme.path(""), body, "Idempotency-Key", "k-1");
        Answer second = acme.tenant().admin().post(acme.path(""), body, "Idempotency-Key", "k-1");

        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(ids(acme.tenant().admin().get(acme.path("")))).hasSize(1);
        Answer other =
                acme.tenant().admin().post(acme.path(""), body.replace("once", "twice"), "Idempotency-Key", "k-1");
        assertThat(other.text("/type")).endsWith("/idempotency-key-reused");
    }

    @Test
    void aServiceThatAnotherTenantUsesIsRefusedAndNothingOfThatTenantIsTold() {
        PrivateLinkTenant globex = new PrivateLinkTenant(newTenant(), sandbox());
        String service = globex.openService();
        String theirs = globex.created("theirs", service);
        globex.awaitReason(theirs, "ENDPOINT_ACCEPTANCE");

        Answer created = acme.create("mine", service);
        Answer own = globex.create("second", service);

        assertThat(created.status()).isEqualTo(409);
        assertThat(created.text("/type")).endsWith("/service-claimed");
        assertThat(created.body())
                .doesNotContain(theirs)
                .doesNotContain(globex.tenant().id());
        assertThat(own.text("/detail")).contains(theirs);
    }

    @Test
    void nobodyElsesConnectionIsThere() {
        String id = acme.created("mine", acme.closedService());
        Api other = newTenant().admin();

        assertThat(other.get(acme.path("/" + id)).status()).isEqualTo(404);
        String smuggled = newTenantPath("/connections/" + id);
        assertThat(operator().get(smuggled).status()).isEqualTo(404);
        assertThat(operator().get(smuggled + "/history").status()).isEqualTo(404);
        assertThat(operator().delete(smuggled).status()).isEqualTo(404);
        assertThat(operator().post(smuggled + "/retry", "").status()).isEqualTo(404);
        assertThat(operator().patch(smuggled, "{}").status()).isEqualTo(404);
        assertThat(acme.tenant().admin().get(acme.path("/con_nonsense")).status())
                .isEqualTo(404);
    }

    @Test
    void aViewerReadsAndChangesNothingAndTheDataPlaneDoesNeither() {
        String id = acme.created("roles", acme.closedService());
        Api viewer = acme.tenant().as("TENANT_VIEWER");
        Api dataPlane = acme.tenant().as("DATA_PLANE");

        assertThat(viewer.get(acme.path("/" + id)).status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/regions").status()).isEqualTo(200);
        assertThat(viewer.delete(acme.path("/" + id)).status()).isEqualTo(403);
        assertThat(viewer.post(acme.path("/" + id + "/retry"), "").status()).isEqualTo(403);
        assertThat(dataPlane.get(acme.path("/" + id)).status()).isEqualTo(403);
        assertThat(dataPlane.get("/api/v1/regions").status()).isEqualTo(403);
    }

    @Test
    void aConnectionThatAClusterUsesCannotBeDeletedAndTheClusterIsNamed() {
        String id = acme.ready("used");
        Answer cluster = acme.tenant().admin().post(acme.tenant().path("/clusters"), """
                        {"name": "orders", "bootstrap": ["b-1.kafka.acme.internal:9092"],
                         "security": {"protocol": "PLAINTEXT"},
                         "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(id));
        assertThat(cluster.status()).as(cluster.body()).isEqualTo(201);

        Answer deleted = acme.tenant().admin().delete(acme.path("/" + id));

        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.text("/type")).endsWith("/in-use");
        assertThat(deleted.text("/detail")).contains("cluster orders");
        assertThat(acme.read(id).text("/reason")).isEqualTo("READY");
        acme.tenant().admin().delete(acme.tenant().path("/clusters/" + cluster.text("/id")));
        assertThat(acme.tenant().admin().delete(acme.path("/" + id)).status()).isEqualTo(202);
    }

    private String newTenantPath(String rest) {
        return newTenant().path(rest);
    }

    private static List<String> plus(List<String> ids, String more) {
        List<String> all = new ArrayList<>(ids);
        all.add(more);
        return all;
    }

    private static List<String> ids(Answer list) {
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        return list.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }
}
