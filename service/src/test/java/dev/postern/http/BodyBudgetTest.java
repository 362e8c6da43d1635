package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private static final int QUARTER = 10;

    private final BodyBudget budget = new BodyBudget(4L * QUARTER * BodyBudget.PIECE);

    @Test
    void aTenantHasAQuarterAtOnceInHoweverManyRequests() {
        TenantId tenant = TenantId.next();

        assertThat(of(tenant).holds(pieces(QUARTER - 1))).isTrue();

        assertThat(of(tenant).holds(pieces(1) + 1)).isFalse();
        assertThat(of(TenantId.next()).holds(pieces(QUARTER))).isTrue();
    }

    @Test
    void aBodyThatGrowsTakesNoMoreThanItIsLarge() {
        TenantId tenant = TenantId.next();
        BodyBudget.Share growing = of(tenant);
        growing.holds(1);
        growing.holds(2);
        growing.holds(pieces(1));

        assertThat(of(tenant).holds(pieces(QUARTER - 1))).isTrue();
    }

    @Test
    void whatARequestTookComesBackWithItsEndAndOnce() {
        TenantId tenant = TenantId.next();
        BodyBudget.Share first = of(tenant);
        first.holds(pieces(QUARTER));

        first.close();
        first.close();

        assertThat(of(tenant).holds(pieces(QUARTER))).isTrue();
        assertThat(of(tenant).holds(1)).isFalse();
    }

    @Test
    void allTenantsTogetherHaveNoMoreThanThereIs() {
        for (int tenants = 0; tenants < 4; tenants++) {
            assertThat(of(TenantId.next()).holds(pieces(QUARTER))).isTrue();
        }

        assertThat(of(TenantId.next()).holds(1)).isFalse();
        assertThat(budget.share(Optional.empty()).holds(pieces(QUARTER))).isTrue();
    }

    private static long pieces(int count) {
        return (long) count * BodyBudget.PIECE;
    }

    private BodyBudget.Share of(TenantId tenant) {
        return budget.share(Optional.of(tenant));
    }
}
