package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactPlacesTest {

    private final ContactPlaces places = new ContactPlaces(200, 10);

    @Test
    void aTenantGetsItsPartAndNoMore() {
        TenantId tenant = TenantId.next();

        long taken = Stream.generate(() -> places.take(tenant))
                .limit(30)
                .filter(got -> got)
                .count();

        assertThat(taken).isEqualTo(10);
    }

    @Test
    void whoeverGivesAPlaceBackMayHaveAnother() {
        TenantId tenant = TenantId.next();
        while (places.take(tenant)) {
            assertThat(places.taken()).isLessThanOrEqualTo(10);
        }

        places.giveBack(tenant);

        assertThat(places.take(tenant)).isTrue();
        assertThat(places.take(tenant)).isFalse();
    }

    /** More of them than would get all that a tenant may have. */
    @Test
    void whenManyTakeAllThatTheyGetThereIsAPlaceForWhoeverComesAnew() {
        List<TenantId> greedy = new ArrayList<>();
        for (int tenants = 0; tenants < 30; tenants++) {
            TenantId tenant = TenantId.next();
            assertThat(places.take(tenant)).as("tenant %d", tenants).isTrue();
            greedy.add(tenant);
            for (TenantId each : greedy) {
                while (places.take(each)) {
                    assertThat(places.taken()).isLessThanOrEqualTo(200);
                }
            }
        }

        assertThat(places.take(TenantId.next())).isTrue();
    }

    @Test
    void contactsOfATenantHaveARateAndThoseOfOthersARateOfTheirOwn() {
        ContactRate rate = new ContactRate(3);
        TenantId tenant = TenantId.next();

        List<Boolean> taken =
                Stream.generate(() -> rate.take(tenant).isZero()).limit(5).toList();

        assertThat(taken).containsExactly(true, true, true, false, false);
        assertThat(rate.take(tenant)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(rate.take(TenantId.next())).isZero();
    }
}
