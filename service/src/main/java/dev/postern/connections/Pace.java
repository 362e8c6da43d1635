package dev.postern.connections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** When a connection takes its next step: at once, when somebody has acted, or once more later. */
@Component
class Pace {

    private final Clock clock;
    private final ReconcilerProperties properties;

    Pace(Clock clock, ReconcilerProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** In {@code state}, with its step due at once. */
    Progress on(ConnectionState state) {
        return Progress.due(state, now());
    }

    /** In {@code state}, where there is nothing to do until somebody acts. The same state twice is no move. */
    Progress rest(Connection before, ConnectionState state) {
        return state.equals(before.state())
                ? new Progress(state, before.progress().since(), 0, null)
                : Progress.waiting(state, now());
    }

    /** The step of {@code state} once more, later each time. */
    Progress again(Connection before, ConnectionState state) {
        return again(before, state, properties.backoffMax());
    }

    /** As {@link #again(Connection, ConnectionState)}, but never later than {@code most}, by and large. */
    Progress again(Connection before, ConnectionState state, Duration most) {
        int attempt = before.progress().attempt() + 1;
        Duration delay = properties.backoff(attempt);
        return new Progress(
                state,
                since(before, state),
                attempt,
                now().plus(spread(before, attempt, delay.compareTo(most) < 0 ? delay : most)));
    }

    /** A look in a while. */
    Progress later(Connection before, ConnectionState state, Duration delay) {
        return new Progress(state, since(before, state), 0, now().plus(delay));
    }

    Instant now() {
        return Connections.now(clock);
    }

    private Instant since(Connection before, ConnectionState state) {
        return state.reason() == before.state().reason() ? before.progress().since() : now();
    }

    /** Between three quarters and five quarters of the delay; differs by connection, so that they do not come in step. */
    private static Duration spread(Connection connection, int attempt, Duration delay) {
        double share = Math.floorMod(Objects.hash(connection.id(), attempt), 1000) / 1000.0;
        return Duration.ofMillis(Math.round(delay.toMillis() * (0.75 + share / 2)));
    }
}
