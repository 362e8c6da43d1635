package dev.postern.events;

import dev.postern.foundation.PosternException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order of commits, as far as that is known: of transactions that are over, by their numbers. A reader who is
 * there has been told all that comes before, and the event of that very id.
 *
 * @param transaction PostgreSQL's number of it ({@code xid8})
 * @param id of an event of that transaction; 0 for the place before all of them
 */
record EventPosition(long transaction, long id) implements Comparable<EventPosition> {

    private static final Comparator<EventPosition> ORDER =
            Comparator.comparingLong(EventPosition::transaction).thenComparingLong(EventPosition::id);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** Before whatever this transaction has told. */
    static EventPosition before(long transaction) {
        return new EventPosition(transaction, 0);
    }

    /** Reads what {@link #toString} has written. */
    static EventPosition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw PosternException.invalid(
                    "Last-Event-ID", "must be an id that a stream of events has sent; leave it out to begin now");
        }
        return new EventPosition(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    boolean isAfter(EventPosition other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }

    /** As clients see it. */
    @Override
    public String toString() {
        return transaction + "-" + id;
    }
}
