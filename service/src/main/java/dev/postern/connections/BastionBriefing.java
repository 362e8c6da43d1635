package dev.postern.connections;

import dev.postern.connections.ConnectionState.Degraded;
import dev.postern.connections.ConnectionState.PublicKeyNotInstalled;
import dev.postern.foundation.HostPort;
import java.util.List;

/**
 * A connection over an SSH bastion.
 *
 * @param user as whom we log in
 * @param hostKeyTrusted whether the bastion shows the host key that was approved
 * @param letIn whether it was last seen to let one of our keys in
 * @param forwards whether it was seen to forward to the brokers known
 * @param brokers those that clusters route through it
 * @param authorizedKeys the lines that let us in, and no further than to those brokers
 */
public record BastionBriefing(
        ConnectionId id,
        String name,
        ConnectionStanding standing,
        String user,
        boolean hostKeyTrusted,
        boolean letIn,
        boolean forwards,
        List<HostPort> brokers,
        String authorizedKeys)
        implements ConnectionBriefing {

    public BastionBriefing {
        brokers = List.copyOf(brokers);
    }

    static BastionBriefing of(BastionConnection connection, List<HostPort> brokers) {
        ConnectionState state = connection.state();
        boolean letIn = connection.keys().both().stream().anyMatch(key -> key.acceptedAt() != null)
                && !(state instanceof PublicKeyNotInstalled);
        return new BastionBriefing(
                connection.id(),
                connection.name(),
                ConnectionStanding.of(connection, BastionActions.of(connection).orElse(null)),
                connection.intent().address().user(),
                connection.intent().hostKey() != null && connection.shown() == null,
                letIn,
                letIn && (state instanceof ConnectionState.Available || state instanceof Degraded),
                brokers,
                AuthorizedKeys.of(connection, brokers));
    }
}
