package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KitTurnsTest {

    private final TenantId acme = TenantId.next();
    private final KitTurns turns = new KitTurns(2, Duration.ofMillis(50));

    @Test
    void aTenantHasOneKitAtATimeAndKeepsNobodyElseFromTheirs() {
        String told = turns.inTurn(acme, () -> {
            assertThatThrownBy(() -> turns.inTurn(acme, () -> "a second one"))
                    .isInstanceOfSatisfying(
                            PosternException.class,
                            refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.RATE_LIMITED));
            return turns.inTurn(TenantId.next(), () -> "another tenant's");
        });

        assertThat(told).isEqualTo("another tenant's");
    }

    @Test
    void whatFailsGivesItsTurnBack() {
        assertThatThrownBy(() -> turns.inTurn(acme, () -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(turns.inTurn(acme, () -> "the next one")).isEqualTo("the next one");
    }
}
