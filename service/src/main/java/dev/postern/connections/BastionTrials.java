package dev.postern.connections;

import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries bastions out, to see how far they let us at this moment. Changes nothing. */
public interface BastionTrials {

    /**
     * Looks at the host key, logs in with each of our keys, and asks for a channel to each broker; nothing is sent to a
     * bastion whose host key is not the approved one. Of the tenant that is bound to the thread, and outside of any
     * transaction.
     *
     * @param limit for all of it
     * @return empty if there is no such connection over a bastion, or it is being deleted
     */
    Optional<BastionTrial> of(ConnectionId connection, List<HostPort> brokers, Duration limit);
}
