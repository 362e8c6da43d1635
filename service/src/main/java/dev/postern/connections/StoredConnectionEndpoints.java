package dev.postern.connections;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** As the table has them. */
@Component
class StoredConnectionEndpoints implements ConnectionEndpoints {

    private final Connections connections;

    StoredConnectionEndpoints(Connections connections) {
        this.connections = connections;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<ConnectionId, ConnectionEndpoint> find(Collection<ConnectionId> ids) {
        return connections.find(ids).stream()
                .map(Connection::endpoint)
                .collect(Collectors.toMap(ConnectionEndpoint::id, Function.identity()));
    }
}
