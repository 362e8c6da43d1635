package dev.postern.connections;

import dev.postern.connections.ConnectionState.Note;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The ways in which a PrivateLink connection can move: on at once, to a place of rest, or once more the same step later. */
@Component
class Moves {

    private final Pace pace;

    Moves(Pace pace) {
        this.pace = pace;
    }

    /** Into {@code state}, with its step due at once. */
    PrivateLinkConnection on(PrivateLinkConnection before, Holdings holdings, ConnectionState state) {
        return before.with(holdings, pace.on(state));
    }

    /** As {@link #on}, but the attempts go on being counted: the way back leads to the same obstacle. */
    PrivateLinkConnection onCounting(PrivateLinkConnection before, Holdings holdings, ConnectionState state) {
        Instant now = now();
        return before.with(holdings, new Progress(state, now, before.progress().attempt(), now));
    }

    /** Into {@code state}, where there is nothing to do until somebody acts. The same state twice is no move. */
    PrivateLinkConnection rest(PrivateLinkConnection before, Holdings holdings, ConnectionState state) {
        return before.with(holdings, pace.rest(before, state));
    }

    /** The step of {@code state} once more, later each time. */
    PrivateLinkConnection again(PrivateLinkConnection before, Holdings holdings, ConnectionState state) {
        return before.with(holdings, pace.again(before, state));
    }

    /** As {@link #again(PrivateLinkConnection, Holdings, ConnectionState)}, in the same state with another message. */
    PrivateLinkConnection again(PrivateLinkConnection before, Note note) {
        ConnectionState state = before.state();
        return again(before, before.holdings(), ConnectionState.of(state.phase(), state.reason(), note));
    }

    /** A look in a while, in the same state. */
    PrivateLinkConnection later(
            PrivateLinkConnection before, Holdings holdings, ConnectionState state, Duration delay) {
        return before.with(holdings, pace.later(before, state, delay));
    }

    /** Some time after {@code end}, the longer it is until then: what has waited together does not come back in step. */
    Instant spreadAfter(PrivateLinkConnection connection, Instant end) {
        double share = Math.floorMod(connection.id().hashCode(), 1000) / 1000.0;
        return end.plusMillis(Math.round(Duration.between(now(), end).toMillis() * share));
    }

    /** The same step once more, some time after {@code end}; that we have not asked is no attempt. */
    PrivateLinkConnection waitUntil(PrivateLinkConnection before, Holdings holdings, Instant end) {
        Progress progress = before.progress();
        return before.with(
                holdings,
                new Progress(progress.state(), progress.since(), progress.attempt(), spreadAfter(before, end)));
    }

    /** As {@link #waitUntil(PrivateLinkConnection, Holdings, Instant)}, in the same state with another message. */
    PrivateLinkConnection waitUntil(PrivateLinkConnection before, Note note, Instant end) {
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
        return pace.now();
    }
}
