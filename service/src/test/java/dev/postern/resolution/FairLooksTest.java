package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.ClusterId;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.testing.TestTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is due is due in a year here, so that the service's own watch leaves it alone. */
class FairLooksTest extends ResolutionTest {

    private static final int MANY = 12;
    private static final Duration YEAR = Duration.ofDays(365);

    @Autowired
    private SystemDatabase system;

    @Autowired
    private TopologyProperties properties;

    private TestTenant greedy;
    private TestTenant modest;

    @BeforeEach
    void aTenantWithManyClustersThatAreLongDueAndOneWithOne() {
        greedy = newTenant();
        modest = newTenant();
        for (int number = 0; number < MANY; number++) {
            cluster(greedy, "k" + number);
        }
        cluster(modest, "k");
        due(greedy, YEAR);
        due(modest, YEAR.plusHours(1));
    }

    @Test
    void aTenantWithManyClustersHoldsUpNobodyElse() {
        List<TenantId> claimed = claim(10_000, Map.of());

        assertThat(claimed).filteredOn(id(greedy)::equals).hasSize(properties.concurrencyPerTenant());
        assertThat(claimed).filteredOn(id(modest)::equals).hasSize(1);
    }

    @Test
    void looksUnderWayCountAgainstTheTenantsShare() {
        List<TenantId> claimed = claim(10_000, Map.of(id(greedy), properties.concurrencyPerTenant() - 1));

        assertThat(claimed).filteredOn(id(greedy)::equals).hasSize(1);
        assertThat(claimed).filteredOn(id(modest)::equals).hasSize(1);
    }

    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** As of a year from now, and taken back: other tests' clusters are due in good time. */
    private List<TenantId> claim(int limit, Map<TenantId, Integer> underWay) {
        Clock later = Clock.offset(Clock.systemUTC(), YEAR.plusDays(1));
        List<TenantId> claimed = new ArrayList<>();
        try {
            system.inTransaction(() -> {
                new DueLooks(system, properties, later)
                        .claim(limit, underWay)
                        .forEach(due -> claimed.add(due.tenantId()));
                throw new Undone();
            });
        } catch (Undone asMeant) {
            // nothing was claimed
        }
        return claimed;
    }

    private static TenantId id(TestTenant tenant) {
        return TenantId.of(tenant.id());
    }

    private static void cluster(TestTenant tenant, String name) {
        String id = tenant.admin()
                .post(tenant.path("/clusters"), """
                {"name": "%s", "bootstrap": ["b-1.kafka.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": []}""".formatted(name))
                .text("/id");
        assertThat(ClusterId.of(id)).isNotNull();
    }

    private void due(TestTenant tenant, Duration in) {
        int moved = system.jdbc()
                .sql("update cluster_topology set next_look_at = :at where tenant_id = :tenant")
                .param("at", MappingRows.at(Instant.now().plus(in)))
                .param("tenant", tenant.id())
                .update();
        assertThat(moved).isPositive();
    }
}
