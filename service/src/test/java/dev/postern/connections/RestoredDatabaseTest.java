package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.ResourceNames;
import dev.postern.foundation.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The sweep after the database was restored from a backup: AWS has what it knows nothing of. */
class RestoredDatabaseTest extends SweepScene {

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private PlacementScopes scopes;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private SweepProperties properties;

    @Test
    void epochsAheadOfTheDatabaseStopTheSweepUntilTheOperatorAcceptsThem() {
        ConnectionKey key = world.ready();
        ResourceNames names = names(world.read(key));
        deleteToTheEnd(key);
        long ahead = names.epoch() + 100;
        ResourceNames sinceTheBackup = new ResourceNames(
                installation.id(), TenantId.next(), ConnectionId.next().value(), 1, ahead);
        make(sinceTheBackup, world.openService());
        String orphan = make(names, world.openService());

        world.sweep();
        world.sweep();
        String whileHalted = state(orphan);
        sweep.accept(ahead - 1);
        world.sweep();
        String tooSmall = state(orphan);
        sweep.accept(ahead);
        world.sweep();

        assertThat(List.of(whileHalted, tooSmall, state(orphan)))
                .containsExactly("pendingAcceptance", "pendingAcceptance", "deleting");
        assertThat(world.read(world.ready()).holdings().epoch()).isGreaterThan(ahead);
    }

    @Test
    void epochsThatTheRowsDoNotKnowStopTheSweepAlsoWhenTheirOwnHaveGrownPastThemMeanwhile() {
        ConnectionKey key = world.ready();
        ResourceNames names = names(world.read(key));
        ResourceNames sinceTheBackup = new ResourceNames(
                installation.id(), TenantId.next(), ConnectionId.next().value(), 1, names.epoch());
        make(sinceTheBackup, world.openService());
        world.ready();

        world.observe();

        assertThat(world.read(world.ready()).holdings().epoch()).isGreaterThan(names.epoch());
        assertThat(sweep.haltedBy()).contains(names.epoch());
    }

    @Test
    void aGenerationAheadOfTheRowIsLeftAloneAndStopsTheSweep() {
        ConnectionKey key = world.ready();
        ResourceNames names = names(world.read(key));
        ResourceNames next = new ResourceNames(
                names.installation(), names.tenant(), names.connection(), names.generation() + 1, names.epoch());
        String ahead = make(next, service(key));

        world.sweep();

        assertThat(state(ahead)).isEqualTo("pendingAcceptance");
        assertThat(sweep.haltedBy()).contains(names.epoch());
    }

    @Test
    void nothingIsDeletedUntilTheEndpointsOfAllAccountsAndRegionsWereCompared() {
        SweepSwitch afterAStart = new SweepSwitch(world.system(), properties, scopes);

        boolean atFirst = afterAStart.mayDelete();
        scopes.accountsAndRegions().forEach(scope -> afterAStart.compared(scope, 0));

        assertThat(List.of(atFirst, afterAStart.mayDelete())).containsExactly(false, true);
    }
}
