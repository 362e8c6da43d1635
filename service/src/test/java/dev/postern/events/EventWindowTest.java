package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.TenantId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventWindowTest {

    private static final TenantId ACME = TenantId.next();
    private static final TenantId GLOBEX = TenantId.next();

    private final EventWindow window = EventWindow.beginningAt(EventPosition.before(10))
            .plus(batch(20, event(10, 1, ACME), event(10, 2, GLOBEX), event(12, 3, ACME)), 100);

    @Test
    void whoLooksOnlyForItsOwnGoesOnBehindWhatIsOthers() {
        EventBatch batch =
                window.after(EventPosition.before(10), Optional.of(GLOBEX), 10).orElseThrow();

        assertThat(ids(batch)).containsExactly(2L);
        assertThat(batch.reached()).isEqualTo(EventPosition.before(20));
        assertThat(batch.full()).isFalse();
    }

    @Test
    void whatDoesNotFitInIsToldTheNextTime() {
        EventBatch first =
                window.after(EventPosition.before(10), Optional.empty(), 2).orElseThrow();
        EventBatch second = window.after(first.reached(), Optional.empty(), 2).orElseThrow();

        assertThat(ids(first)).containsExactly(1L, 2L);
        assertThat(first.full()).isTrue();
        assertThat(ids(second)).containsExactly(3L);
    }

    @Test
    void whoIsFurtherThanTheWindowStaysThere() {
        EventPosition further = EventPosition.before(30);

        EventBatch batch = window.after(further, Optional.empty(), 10).orElseThrow();

        assertThat(batch.events()).isEmpty();
        assertThat(batch.reached()).isEqualTo(further);
    }

    @Test
    void whatIsNotKnownAnyMoreIsNotTakenForNothing() {
        EventWindow moved = window.plus(batch(40, event(30, 4, ACME), event(31, 5, ACME)), 3);

        assertThat(moved.after(new EventPosition(10, 1), Optional.empty(), 10)).isEmpty();
        assertThat(moved.after(new EventPosition(10, 2), Optional.empty(), 10))
                .hasValueSatisfying(batch -> assertThat(ids(batch)).containsExactly(3L, 4L, 5L));
        assertThat(EventWindow.NONE.after(new EventPosition(10, 1), Optional.empty(), 10))
                .isEmpty();
    }

    private static StoredEvent event(long transaction, long id, TenantId tenant) {
        return new StoredEvent(new EventPosition(transaction, id), tenant, "{}");
    }

    private static EventBatch batch(long frontier, StoredEvent... events) {
        return new EventBatch(List.of(events), EventPosition.before(frontier), false, false);
    }

    private static List<Long> ids(EventBatch batch) {
        return batch.events().stream().map(event -> event.position().id()).toList();
    }
}
