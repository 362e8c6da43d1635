package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.SystemDatabase;
import dev.postern.testing.Answer;
import dev.postern.testing.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a data plane of many tenants is told. */
class FleetMappingsTest extends ResolutionTest {

    private static final String PATH = "/api/v1/resolver-mappings";

    @Autowired
    private FakeMetadata kafka;

    @Autowired
    private SystemDatabase database;

    @Autowired
    private JsonMapper json;

    private ResolvingTenant acme;
    private Api fleet;

    @BeforeEach
    void aFleetToken() {
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
        Answer token = operator().post("/api/v1/tokens", """
                {"name": "fleet", "role": "DATA_PLANE"}""");
        fleet = nobody().as(token.text("/secret"));
    }

    @Test
    void whoKeepsTheCursorIsToldOfChangesOnly() {
        String id = acme.cluster("boot.kafka:9092");
        Answer all = readAll(PATH + "?limit=200");
        String after = all.text("/after");
        assertThat(ids(all)).contains(id);

        assertThat(ids(readAll(PATH + "?after=" + after))).doesNotContain(id);
        acme.patch(id, """
                {"routes": []}""");
        Answer changed = readAll(PATH + "?after=" + after);
        acme.tenant().admin().delete(acme.path(id, ""));
        Answer deleted = readAll(PATH + "?after=" + changed.text("/after"));

        assertThat(item(changed, id).at("/mapping/version").asLong()).isEqualTo(2);
        assertThat(item(changed, id).path("tenantId").asString())
                .isEqualTo(acme.tenant().id());
        assertThat(item(changed, id).path("deleted").asBoolean()).isFalse();
        assertThat(item(deleted, id).path("deleted").asBoolean()).isTrue();
        assertThat(item(deleted, id).at("/mapping/bootstrap")).isEmpty();
        assertThat(item(deleted, id).at("/mapping/version").asLong()).isEqualTo(3);
    }

    @Test
    void aLongListIsReadInPagesWithoutGapsOrRepeats() {
        acme.cluster("boot.kafka:9092");
        acme.create("""
                {"name": "second", "bootstrap": ["b.kafka:9092"], "security": {"protocol": "PLAINTEXT"}, "routes": []}""");
        List<String> paged = new ArrayList<>();
        String path = PATH + "?limit=1";
        Answer page = fleet.get(path);
        while (page.json().path("more").asBoolean()) {
            paged.addAll(ids(page));
            page = fleet.get(path + "&after=" + page.text("/after"));
        }
        paged.addAll(ids(page));

        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aPageEndsWhereMappingsAreLargeAndTheRestFollows() {
        String first = acme.cluster("boot.kafka:9092");
        String second = acme.create("""
                {"name": "second", "bootstrap": ["b.kafka:9092"], "security": {"protocol": "PLAINTEXT"}, "routes": []}""");
        FleetMappings small = new FleetMappings(database, json, 1);
        List<String> paged = new ArrayList<>();

        MappingChanges page = small.changes(FleetCursor.parse(null), 1_000);
        while (page.more()) {
            assertThat(page.items()).hasSize(1);
            paged.add(page.items().getFirst().mapping().clusterId().value());
            page = small.changes(FleetCursor.parse(page.after()), 1_000);
        }
        page.items().forEach(last -> paged.add(last.mapping().clusterId().value()));

        assertThat(paged).contains(first, second);
    }

    @Test
    void aTokenOfOneTenantMayNotReadThemAll() {
        assertThat(acme.tenant().as("DATA_PLANE").get(PATH).status()).isEqualTo(403);
        assertThat(acme.tenant().admin().get(PATH).status()).isEqualTo(403);
        assertThat(operator().get(PATH).status()).isEqualTo(200);
    }

    @Test
    void aCursorThatIsNotOursIsRefused() {
        for (String after : List.of("x", "1", "99999999999999999999.", "1.x", "-1.")) {
            assertThat(fleet.get(PATH + "?after=" + after).text("/errors/0/pointer"))
                    .as(after)
                    .isEqualTo("after");
        }
    }

    /** Up to the end; a transaction of another test may hold the newest changes back for a moment. */
    private Answer readAll(String path) {
        return org.awaitility.Awaitility.await()
                .pollDelay(java.time.Duration.ofMillis(300))
                .until(
                        () -> fleet.get(path),
                        answer -> !answer.json().path("more").asBoolean());
    }

    private static List<String> ids(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.at("/mapping/clusterId").asString())
                .toList();
    }

    private static JsonNode item(Answer answer, String cluster) {
        return answer.json()
                .path("items")
                .valueStream()
                .filter(item -> item.at("/mapping/clusterId").asString().equals(cluster))
                .findFirst()
                .orElseThrow();
    }
}
