package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Runs of clusters that are as large as clusters may be, and many of them. */
class ManyChecksTest extends PosternTest {

    private static final int CHECKS = 1_000;
    private static final int KEPT = 100;

    @Autowired
    private ValidationRows rows;

    @Autowired
    private CheckRows checkRows;

    @Autowired
    private TransactionTemplate transaction;

    private TestTenant tenant;
    private String cluster = "";

    @BeforeEach
    void aCluster() {
        tenant = newTenant();
        cluster = ValidatedCluster.created(tenant, "/clusters", """
                {"name": "orders", "bootstrap": ["b-1.kafka.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": []}""");
    }

    @Test
    void aPageEndsAfterHalfAMegabyteAndPageByPageAllChecksAreSeenOnceInTheirOrder() {
        ValidationId run = run(Instant.now());
        asTenant(() -> IntStream.rangeClosed(1, CHECKS)
                .forEach(broker -> checkRows.insert(run, check(broker, "x".repeat(1_500)))));

        List<Integer> seen = new ArrayList<>();
        int pages = 0;
        String cursor = "";
        do {
            Answer page = read(run, cursor);
            assertThat(page.body().length()).isLessThan(700_000);
            page.json()
                    .path("checks")
                    .forEach(check -> seen.add(check.path("nodeId").asInt()));
            JsonNode next = page.json().path("nextCursor");
            cursor = next.isNull() ? "" : "?cursor=" + next.asString();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(IntStream.rangeClosed(1, CHECKS).boxed().toList());
        assertThat(pages).isBetween(3, 5);
    }

    @Test
    void evidenceWithoutEndIsLeftOutAndTheCheckIsNot() {
        ValidationId run = run(Instant.now());
        asTenant(() -> checkRows.insert(run, check(1, "x".repeat(20_000))));

        Answer read = read(run, "");

        assertThat(read.text("/checks/0/summary")).isEqualTo("It answers.");
        assertThat(read.text("/checks/0/evidence/leftOut")).contains("characters, too many to be kept");
    }

    @Test
    void aCursorOfNoCheckIsRefused() {
        ValidationId run = run(Instant.now());

        Answer refused = read(run, "?cursor=YnJva2VyLzEvdGNw");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("cursor");
    }

    @Test
    void ofAClusterThatIsValidatedAllTheTimeTheLatestRunsAreKept() {
        List<ValidationId> ended = IntStream.range(0, KEPT + 2)
                .mapToObj(number -> {
                    Instant then = Instant.now();
                    ValidationId id = run(then);
                    asTenant(() -> rows.finish(id, 1, ValidationState.PASSED, null, then));
                    return id;
                })
                .toList();

        Answer started = tenant.admin().post(tenant.path("/clusters/" + cluster + "/validations"), "");

        assertThat(started.status()).isEqualTo(201);
        assertThat(read(ended.get(2), "").status()).isEqualTo(404);
        assertThat(read(ended.get(3), "").status()).isEqualTo(200);
    }

    private Answer read(ValidationId run, String query) {
        return tenant.admin().get(tenant.path("/clusters/%s/validations/%s%s".formatted(cluster, run, query)));
    }

    /** Nobody executes it. */
    private ValidationId run(Instant startedAt) {
        ValidationId id = ValidationId.next();
        asTenant(() -> {
            assertThat(rows.insert(id, ClusterId.of(cluster), "tok_somebody", startedAt))
                    .isTrue();
            rows.begin(id);
        });
        return id;
    }

    private static Check check(int broker, String evidence) {
        return new Check(
                CheckId.broker(broker, Rung.TCP), broker, 1, Finding.pass("It answers.", Map.of("text", evidence)));
    }

    private void asTenant(Runnable work) {
        TenantScope.run(TenantId.of(tenant.id()), () -> transaction.executeWithoutResult(status -> work.run()));
    }
}
