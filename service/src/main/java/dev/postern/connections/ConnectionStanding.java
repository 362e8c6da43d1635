package dev.postern.connections;

import org.jspecify.annotations.Nullable;

/**
 * How far a connection is.
 *
 * @param live false from the moment that deletion is asked for
 * @param gone whether the deletion has ended
 * @param ready whether nothing is left to be done for it
 * @param reason precisely why it is where it is
 * @param message the state in a sentence or two
 * @param waitingOn who acts next
 * @param nextAction what that one has to do; null where nobody but us or AWS has
 */
public record ConnectionStanding(
        boolean live,
        boolean gone,
        boolean ready,
        ConnectionReason reason,
        String message,
        WaitingOn waitingOn,
        @Nullable NextAction nextAction) {

    static ConnectionStanding of(Connection connection, @Nullable NextAction nextAction) {
        ConnectionState state = connection.state();
        return new ConnectionStanding(
                connection.live(),
                state instanceof ConnectionState.Deleted,
                state instanceof ConnectionState.Available,
                state.reason(),
                state.message(),
                state.waitingOn(),
                nextAction);
    }
}
