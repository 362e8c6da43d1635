package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;

/** What tests of the sweep have in common: things that somebody makes in AWS, whatever the database says. */
abstract class SweepScene extends ReconcilerTest {

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    protected Installation installation;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    protected SweepSwitch sweep;

    /** As a replica does that has slept for long; answers the id of the endpoint. */
    protected final String make(ResourceNames names, ServiceReference service) {
        world.aws().ensurePrincipal(ReconcilerWorld.PLACE, names);
        world.aws().settle();
        List<String> before = world.aws().endpointIds();
        before.forEach(world.aws()::hide); // the paused replica has looked before they were there
        world.aws().ensureEndpoint(ReconcilerWorld.PLACE, names, service, ReconcilerWorld.ZONES);
        world.aws().settle();
        return world.aws().endpointIds().stream()
                .filter(id -> !before.contains(id))
                .findFirst()
                .orElseThrow();
    }

    protected final void deleteToTheEnd(ConnectionKey key) {
        world.delete(key);
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
    }

    protected final ServiceReference service(ConnectionKey key) {
        return world.read(key).intent().service();
    }

    protected final ResourceNames names(PrivateLinkConnection connection) {
        return connection.names(installation.id());
    }

    protected final String state(String endpointId) {
        return world.aws().state(endpointId);
    }
}
