package dev.postern.connections;

import dev.postern.connections.spi.BastionLogin;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The bastions that tunnels lead through. */
public interface Bastions {

    /**
     * Which of these connections, of all tenants, are to have a tunnel now: they trust a host key, and the bastion was
     * seen to let us in. With the version of each, which grows with every change of what {@link #login} answers.
     */
    Map<ConnectionId, Long> tunnelled(Collection<ConnectionId> connections);

    /** How to log in, for the tenant that is bound to the thread; empty where nobody is to log in any more. */
    Optional<BastionLogin> login(ConnectionId connection);

    /**
     * Somebody has seen the bastion come or go, of the tenant that is bound to the thread: it is contacted at once, and its
     * state told anew.
     */
    void lookAt(ConnectionId connection);
}
