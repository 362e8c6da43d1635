package dev.postern.connections;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.database.TenantScope;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** As the tables have them. */
@Component
class StoredBastions implements Bastions {

    private final ConnectionDirectory directory;
    private final Connections connections;
    private final BastionVault vault;
    private final ApplicationEventPublisher events;

    StoredBastions(
            ConnectionDirectory directory,
            Connections connections,
            BastionVault vault,
            ApplicationEventPublisher events) {
        this.directory = directory;
        this.connections = connections;
        this.vault = vault;
        this.events = events;
    }

    @Override
    public Map<ConnectionId, Long> tunnelled(Collection<ConnectionId> ids) {
        return directory.tunnelled(ids);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<BastionLogin> login(ConnectionId id) {
        return connections
                .find(id)
                .filter(BastionConnection.class::isInstance)
                .map(BastionConnection.class::cast)
                .filter(BastionConnection::available)
                .map(vault::login);
    }

    @Override
    @Transactional
    public void lookAt(ConnectionId id) {
        connections.hasten(id);
        events.publishEvent(new ConnectionWork(new ConnectionKey(TenantScope.required(), id)));
    }
}
