package dev.postern.connections;

import java.util.Collection;
import java.util.Map;

/** Where the connections of the tenant that is bound to the thread come out. */
public interface ConnectionEndpoints {

    /** Those of the given connections that the tenant has and that are not being deleted; others are left out. */
    Map<ConnectionId, ConnectionEndpoint> find(Collection<ConnectionId> ids);
}
