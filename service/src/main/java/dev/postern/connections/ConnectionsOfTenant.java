package dev.postern.connections;

import dev.postern.access.spi.TenantContents;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A tenant that goes takes its connections with it: their deletion is recorded, and the reconciler takes them down. */
@Component
@Order(ConnectionsOfTenant.ORDER)
class ConnectionsOfTenant implements TenantContents {

    /** After the clusters, whose routes keep connections from being deleted. */
    static final int ORDER = 1_000;

    private final Connections connections;
    private final ConnectionService service;

    ConnectionsOfTenant(Connections connections, ConnectionService service) {
        this.connections = connections;
        this.service = service;
    }

    @Override
    public Optional<String> describe() {
        int count = connections.live().size();
        return switch (count) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("1 connection");
            default -> Optional.of(count + " connections");
        };
    }

    @Override
    public void delete() {
        List<ConnectionId> live = connections.live();
        live.forEach(service::requestDeletion);
    }
}
