package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int QUARTER = 100;

    private final BodyBudget budget = new BodyBudget(4 * QUARTER);

    @Test
    void aTenantHasAQuarterAtOnceInHoweverManyRequests() {
        TenantId tenant = TenantId.next();
        BodyBudget.Share first = of(tenant);

        assertThat(first.take(QUARTER - 10)).isTrue();

        assertThat(of(tenant).take(11)).isFalse();
        assertThat(of(tenant).take(10)).isTrue();
        assertThat(of(TenantId.next()).take(QUARTER)).isTrue();
    }

    @Test
    void whatARequestTookComesBackWithItsEndAndOnce() {
        TenantId tenant = TenantId.next();
        BodyBudget.Share first = of(tenant);
        first.take(40);
        first.take(60);

        first.close();
        first.close();

        assertThat(of(tenant).take(QUARTER)).isTrue();
        assertThat(of(tenant).take(1)).isFalse();
    }

    @Test
    void allTenantsTogetherHaveNoMoreThanThereIs() {
        for (int tenants = 0; tenants < 4; tenants++) {
            assertThat(of(TenantId.next()).take(QUARTER)).isTrue();
        }

        assertThat(of(TenantId.next()).take(1)).isFalse();
        assertThat(budget.share(Optional.empty()).take(QUARTER)).isTrue();
    }

    private BodyBudget.Share of(TenantId tenant) {
        return budget.share(Optional.of(tenant));
    }
}
