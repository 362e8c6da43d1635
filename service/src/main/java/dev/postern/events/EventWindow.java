package dev.postern.events;

import dev.postern.foundation.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All events of all tenants between two positions.
 *
 * @param events those after {@code from}, up to {@code to}
 */
record EventWindow(EventPosition from, List<StoredEvent> events, EventPosition to) {

    private static final EventPosition NEVER = new EventPosition(Long.MAX_VALUE, 0);

    /** In which nobody finds anything. */
    static final EventWindow NONE = new EventWindow(NEVER, List.of(), NEVER);

    static EventWindow beginningAt(EventPosition position) {
        return new EventWindow(position, List.of(), position);
    }

    /** Empty for a position that is not in it: what comes after that is not known here. */
    Optional<EventBatch> after(EventPosition position, Optional<TenantId> reader, int limit) {
        if (from.isAfter(position)) {
            return Optional.empty();
        }
        List<StoredEvent> later = events.stream()
                .filter(event -> event.position().isAfter(position) && event.isFor(reader))
                .limit(limit)
                .toList();
        boolean full = later.size() == limit;
        EventPosition reached = full ? later.getLast().position() : to.isAfter(position) ? to : position;
        return Optional.of(new EventBatch(later, reached, full, false));
    }

    /**
     * Moved on by what comes after its end.
     *
     * @param most events that it keeps
     */
    EventWindow plus(EventBatch batch, int most) {
        List<StoredEvent> all =
                Stream.concat(events.stream(), batch.events().stream()).toList();
        int dropped = Math.max(0, all.size() - most);
        return new EventWindow(
                dropped == 0 ? from : all.get(dropped - 1).position(),
                List.copyOf(all.subList(dropped, all.size())),
                batch.reached());
    }
}
