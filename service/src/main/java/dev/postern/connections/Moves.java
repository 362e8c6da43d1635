package dev.postern.connections;

import dev.postern.connections.ConnectionState.Note;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The ways in which a connection can move: on at once, to a place of rest, or once more the same step later. */
@Component
class Moves {

    private final Clock clock;
    private final ReconcilerProperties properties;

    Moves(Clock clock, ReconcilerProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** Into {@code state}, with its step due at once. */
    Connection on(Connection before, Holdings holdings, ConnectionState state) {
        return before.with(holdings, Progress.due(state, now()));
    }

    /** As {@link #on}, but the attempts go on being counted: the way back leads to the same obstacle. */
    Connection onCounting(Connection before, Holdings holdings, ConnectionState state) {
        Instant now = now();
        return before.with(holdings, new Progress(state, now, before.progress().attempt(), now));
    }

    /** Into {@code state}, where there is nothing to do until somebody acts. The same state twice is no move. */
    Connection rest(Connection before, Holdings holdings, ConnectionState state) {
        return state.equals(before.state())
                ? before.with(holdings, new Progress(state, before.progress().since(), 0, null))
                : before.with(holdings, Progress.waiting(state, now()));
    }

    /** The step of {@code state} once more, later each time. */
    Connection again(Connection before, Holdings holdings, ConnectionState state) {
        int attempt = before.progress().attempt() + 1;
        Instant now = now();
        Instant since =
                state.reason() == before.state().reason() ? before.progress().since() : now;
        return before.with(holdings, new Progress(state, since, attempt, now.plus(spread(before, attempt))));
    }

    /** As {@link #again(Connection, Holdings, ConnectionState)}, in the same state with another message. */
    Connection again(Connection before, Note note) {
        ConnectionState state = before.state();
        return again(before, before.holdings(), ConnectionState.of(state.phase(), state.reason(), note));
    }

    /** A look in a while, in the same state. */
    Connection later(Connection before, Holdings holdings, ConnectionState state, Duration delay) {
        Instant since =
                state.reason() == before.state().reason() ? before.progress().since() : now();
        return before.with(holdings, new Progress(state, since, 0, now().plus(delay)));
    }

    /** Some time after {@code end}, the longer it is until then: what has waited together does not come back in step. */
    Instant spreadAfter(Connection connection, Instant end) {
        double share = Math.floorMod(connection.id().hashCode(), 1000) / 1000.0;
        return end.plusMillis(Math.round(Duration.between(now(), end).toMillis() * share));
    }

    /** The same step once more, some time after {@code end}; that we have not asked is no attempt. */
    Connection waitUntil(Connection before, Holdings holdings, Instant end) {
        Progress progress = before.progress();
        return before.with(
                holdings,
                new Progress(progress.state(), progress.since(), progress.attempt(), spreadAfter(before, end)));
    }

    /** As {@link #waitUntil(Connection, Holdings, Instant)}, in the same state with another message. */
    Connection waitUntil(Connection before, Note note, Instant end) {
        ConnectionState state = before.state();
        Progress progress = before.progress();
        return before.with(
                before.holdings(),
                new Progress(
                        ConnectionState.of(state.phase(), state.reason(), note),
                        progress.since(),
                        progress.attempt(),
                        spreadAfter(before, end)));
    }

    Instant now() {
        return Connections.now(clock);
    }

    /** Between three quarters and five quarters of the delay; differs by connection, so that they do not come in step. */
    private Duration spread(Connection connection, int attempt) {
        double share = Math.floorMod(Objects.hash(connection.id(), attempt), 1000) / 1000.0;
        return Duration.ofMillis(Math.round(properties.backoff(attempt).toMillis() * (0.75 + share / 2)));
    }
}
