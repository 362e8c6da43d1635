package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RunSlotsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TenantId greedy = TenantId.next();
    private final TenantId modest = TenantId.next();
    private final TenantId third = TenantId.next();

    @Test
    void aTenantWithManyRunsLeavesASlotForAnother() {
        RunSlots slots = slots(4, 2);

        assertThat(slots.tryAcquire(greedy)).isTrue();
        assertThat(slots.tryAcquire(greedy)).isTrue();
        assertThat(slots.tryAcquire(greedy)).isFalse();

        assertThat(slots.tryAcquire(modest)).isTrue();
    }

    @Test
    void ofThoseWhoWaitWhoeverHasTheFewestRunsGoesFirst() {
        RunSlots slots = slots(3, 2);
        slots.tryAcquire(greedy);
        slots.tryAcquire(greedy);
        slots.tryAcquire(modest);
        assertThat(slots.tryAcquire(third)).isFalse();

        slots.release(greedy);

        assertThat(slots.tryAcquire(greedy)).isFalse();
        assertThat(slots.tryAcquire(modest)).isFalse();
        assertThat(slots.tryAcquire(third)).isTrue();
    }

    /** Runs over hostile clusters last as long as they may: two tenants with such do not take all slots. */
    @Test
    void theLastSlotIsForSomebodyWhoHasNone() {
        RunSlots slots = slots(4, 3);
        assertThat(slots.tryAcquire(greedy)).isTrue();
        assertThat(slots.tryAcquire(greedy)).isTrue();
        assertThat(slots.tryAcquire(modest)).isTrue();

        assertThat(slots.tryAcquire(greedy)).isFalse();
        assertThat(slots.tryAcquire(modest)).isFalse();
        assertThat(slots.tryAcquire(third)).isTrue();
    }

    @Test
    void whoNoLongerAsksKeepsNobodyWaiting() {
        Clock[] time = {Clock.fixed(NOW, ZoneOffset.UTC)};
        RunSlots slots = new RunSlots(4, 2, new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time[0].instant();
            }
        });
        slots.tryAcquire(greedy);
        slots.tryAcquire(greedy);
        slots.tryAcquire(modest);
        slots.tryAcquire(third);
        slots.tryAcquire(TenantId.next());
        slots.release(greedy);
        slots.release(third);

        time[0] = Clock.offset(time[0], Duration.ofSeconds(6));

        assertThat(slots.tryAcquire(greedy)).isTrue();
    }

    private static RunSlots slots(int slots, int perTenant) {
        return new RunSlots(slots, perTenant, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
