package dev.postern.connections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection is on its way.
 *
 * @param since when it came into this state
 * @param attempt how often the present step was tried without getting further
 * @param nextStepAt when the reconciler is due by the clock; null while there is only something to wait for
 */
record Progress(
        ConnectionState state,
        Instant since,
        int attempt,
        @Nullable Instant nextStepAt) {

    static Progress due(ConnectionState state, Instant now) {
        return new Progress(state, now, 0, now);
    }

    static Progress waiting(ConnectionState state, Instant now) {
        return new Progress(state, now, 0, null);
    }

    /** The step once more at that time, whenever it was due before. */
    Progress dueAt(Instant time) {
        return new Progress(state, since, attempt, time);
    }

    boolean isDue(Instant now) {
        return nextStepAt != null && !nextStepAt.isAfter(now);
    }
}
