package dev.postern.connections.spi;

import dev.postern.connections.ConnectionId;
import java.util.List;

/**
 * Who uses a connection, for the sentence that refuses its deletion. The refusal itself is a foreign key's; this only
 * finds the words. Called within the tenant's scope, in a transaction.
 */
public interface ConnectionUsers {

    /** As people call them: {@code cluster orders}. At most ten. */
    List<String> of(ConnectionId connection);
}
