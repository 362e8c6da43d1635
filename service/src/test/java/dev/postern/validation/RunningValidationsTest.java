package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** How many validations of a tenant run at once, where the operator allows one. */
class RunningValidationsTest extends PosternTest {

    @Autowired
    private ValidationRows rows;

    @Autowired
    private TransactionTemplate transaction;

    private TestTenant tenant;
    private String orders;
    private String payments;

    @BeforeEach
    void aTenantWithTwoClusters() {
        tenant = newTenant();
        Answer allowed = operator().patch("/api/v1/tenants/" + tenant.id(), """
                {"quotas": {"runningValidations": 1}}""");
        assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
        orders = cluster(tenant, "orders");
        payments = cluster(tenant, "payments");
    }

    @Test
    void aSecondRunIsRefusedWhileTheFirstOneGoesOnAndBeginsAfterItsEnd() {
        ValidationId first = running(orders, "tok_somebody");

        Answer second = start(tenant, payments);

        assertThat(second.status()).as(second.body()).isEqualTo(429);
        assertThat(second.text("/type")).endsWith("/quota-exceeded");
        assertThat(second.text("/detail"))
                .contains("The tenant has 1 validations under way")
                .contains("its quota runningValidations is 1")
                .contains("Wait until one has ended");
        assertThat(second.header("Retry-After")).contains("60");
        end(first);
        assertThat(start(tenant, payments).status()).isEqualTo(201);
    }

    @Test
    void ofAClusterThatIsDeletedMeanwhileThereIsNoRun() {
        assertThatThrownBy(() -> asTenant(
                        () -> rows.insert(ValidationId.next(), ClusterId.next(), "tok_somebody", Instant.now())))
                .isInstanceOf(PosternException.class)
                .hasMessageContaining("cluster");
    }

    @Test
    void whatPosternRunsByItselfTakesNoPlaceOfTheTenants() {
        running(orders, ValidationService.POSTERN);

        assertThat(start(tenant, payments).status()).isEqualTo(201);
    }

    @Test
    void theRunsOfOneTenantAreNoMatterToAnother() {
        running(orders, "tok_somebody");
        TestTenant other = newTenant();

        assertThat(start(other, cluster(other, "orders")).status()).isEqualTo(201);
    }

    /** The same cluster's second run is told of the first one, not of the quota. */
    @Test
    void aClusterThatIsBeingValidatedSaysSoThoughTheQuotaIsUsedUp() {
        ValidationId first = running(orders, "tok_somebody");

        Answer second = start(tenant, orders);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/detail")).contains(first.value());
    }

    /** A run that nobody executes: it goes on until it is ended. Rescuers come for it after half a minute only. */
    private ValidationId running(String cluster, String startedBy) {
        ValidationId id = ValidationId.next();
        asTenant(() -> {
            assertThat(rows.insert(id, ClusterId.of(cluster), startedBy, Instant.now()))
                    .isTrue();
            rows.begin(id);
        });
        return id;
    }

    private void end(ValidationId id) {
        asTenant(() -> assertThat(rows.finish(id, 1, ValidationState.PASSED, null, Instant.now()))
                .isTrue());
    }

    private void asTenant(Runnable work) {
        TenantScope.run(TenantId.of(tenant.id()), () -> transaction.executeWithoutResult(status -> work.run()));
    }

    private static Answer start(TestTenant tenant, String cluster) {
        return tenant.admin().post(tenant.path("/clusters/" + cluster + "/validations"), "");
    }

    private static String cluster(TestTenant tenant, String name) {
        return ValidatedCluster.created(tenant, "/clusters", """
                {"name": "%s", "bootstrap": ["b-1.kafka.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": []}""".formatted(name));
    }
}
