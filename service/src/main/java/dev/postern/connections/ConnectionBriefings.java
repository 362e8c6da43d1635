package dev.postern.connections;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells of the connections of the tenant that is bound to the thread. */
@Service
@Transactional(readOnly = true)
public class ConnectionBriefings {

    private final ConnectionService connections;
    private final BastionEdits bastions;

    ConnectionBriefings(ConnectionService connections, BastionEdits bastions) {
        this.connections = connections;
        this.bastions = bastions;
    }

    /** A connection as it is now; tombstones are told of, too. Throws {@code NOT_FOUND} where there is none. */
    public ConnectionBriefing of(ConnectionId id) {
        return switch (connections.get(id)) {
            case PrivateLinkConnection connection -> PrivateLinkBriefing.of(connection);
            case BastionConnection connection -> BastionBriefing.of(connection, bastions.brokersBehind(id));
        };
    }
}
