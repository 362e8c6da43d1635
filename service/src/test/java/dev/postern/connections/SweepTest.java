package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the sweep deletes, what it has made again, and what it leaves alone. */
class SweepTest extends SweepScene {

    private static final Hostname HOSTNAME = new Hostname("kafka.acme.example");

    @Test
    void whatAPausedReplicaMakesAfterTheDeletionGoes() {
        ConnectionKey key = world.ready();
        ResourceNames names = names(world.read(key));
        deleteToTheEnd(key);
        String orphan = make(names, world.openService());
        assertThat(world.aws().roleNames()).contains(names.roleName());

        world.sweep();

        assertThat(state(orphan)).isEqualTo("deleting");
        assertThat(world.aws().roleNames()).doesNotContain(names.roleName());
    }

    @Test
    void anEndpointOfAnEarlierGenerationGoesAndThePresentOneStays() {
        ConnectionKey key = world.ready();
        String first = world.endpointId(key);
        ResourceNames earlier = names(world.read(key));
        world.aws().forget(first);
        world.clock().advance(Duration.ofMinutes(5));
        world.activate(key);
        world.aws().setState(world.endpointId(key), "available");
        world.activate(key);
        String late = make(earlier, service(key));

        world.sweep();

        assertThat(late).isNotEqualTo(world.endpointId(key));
        assertThat(state(late)).isEqualTo("deleting");
        assertThat(state(world.endpointId(key))).isEqualTo("available");
    }

    @Test
    void whatBelongsToConnectionsThatAreNotKnownHereIsLeftAlone() {
        ResourceNames strange = new ResourceNames(
                installation.id(), TenantId.next(), ConnectionId.next().value(), 1, 0);
        String endpoint = make(strange, world.openService());

        world.sweep();

        assertThat(state(endpoint)).isEqualTo("pendingAcceptance");
        assertThat(world.aws().roleNames()).contains(strange.roleName());
    }

    @Test
    void aRoleThatSomebodyDeletesIsMadeAgainAndTheHistorySaysSo() {
        ConnectionKey key = world.ready();
        String role = names(world.read(key)).roleName();
        world.aws().forgetRole(role);

        world.sweep();

        assertThat(world.aws().roleNames()).contains(role);
        assertThat(world.read(key).state().reason()).isEqualTo(ConnectionReason.READY);
        assertThat(world.history(key).getLast().message()).contains("deleted, and not by Postern");
    }

    @Test
    void aZoneThatAPausedReplicaMakesAfterTheDeletionGoes() {
        ConnectionKey key = zoneReady();
        PrivateLinkConnection connection = world.read(key);
        deleteToTheEnd(key);
        makeZone(names(connection).zoneReference(2));

        world.sweep();

        assertThat(world.zones().count(HOSTNAME)).isZero();
    }

    @Test
    void aZoneThatSomebodyDeletesIsMissedAndMadeAgain() {
        ConnectionKey key = zoneReady();
        assertThat(world.sweep()).isEmpty();
        world.zones().remove(HOSTNAME);

        List<ConnectionKey> signals = world.sweep();

        assertThat(signals).containsExactly(key);
        assertThat(world.activate(key).state().reason()).isEqualTo(ConnectionReason.CREATING_DNS);
    }

    @Test
    void aSecondZoneOfALivingConnectionIsSeenToByTheReconciler() {
        ConnectionKey key = zoneReady();
        PlacementId elsewhere = new PlacementId("us-east-1", "111111111111", "vpc-2");
        world.zones().make(elsewhere, names(world.read(key)).zoneReference(7), HOSTNAME);

        List<ConnectionKey> signals = world.sweep();
        world.activate(key);

        assertThat(signals).containsExactly(key);
        assertThat(world.zones().resolve(elsewhere, HOSTNAME)).isEmpty();
        assertThat(world.zones().count(HOSTNAME)).isOne();
    }

    @Test
    void zonesOfConnectionsThatAreNotKnownHereAndThoseOfOthersAreLeftAlone() {
        makeZone(new ZoneReference(installation.id(), ConnectionId.next().value(), 1));
        Hostname foreign = new Hostname("foreign.example");
        world.zones().foreignZone(ReconcilerWorld.PLACE, foreign);

        assertThat(world.sweep()).isEmpty();

        assertThat(world.zones().count(HOSTNAME)).isOne();
        assertThat(world.zones().count(foreign)).isOne();
    }

    @Test
    void whereRoute53DoesNotShowAllZonesNothingIsTakenToBeMissing() {
        zoneReady();
        world.zones().remove(HOSTNAME);
        world.zones().refuseAll(new Refusal(Cause.THROTTLED, "Throttling", "slow down"));

        assertThat(world.sweep()).isEmpty();
    }

    @Test
    void tagsThatSomebodyTakesOffArePutBack() {
        ConnectionKey key = world.ready();
        world.aws().untag(world.endpointId(key));

        List<ConnectionKey> signals = world.sweep();
        world.activate(key);

        assertThat(signals).containsExactly(key);
        assertThat(world.sweep()).isEmpty();
        assertThat(world.read(key).state().reason()).isEqualTo(ConnectionReason.READY);
    }

    @Test
    void whereAwsDoesNotShowAllEndpointsNothingIsTakenToBeMissing() {
        world.ready();
        world.aws().refuseAll(new Refusal(Cause.THROTTLED, "RequestLimitExceeded", "slow down"));

        assertThat(world.sweep()).isEmpty();
    }

    @Test
    void whatIsInAnotherAccountThanTheConnectionGoes() {
        ConnectionKey key = world.ready();
        ResourceNames names = names(world.read(key));
        world.aws().settle();
        String endpoint = make(names, world.openService());
        placeIn("us-east-1/222222222222/vpc-9", key);

        world.sweep();

        assertThat(world.aws().roleNames()).doesNotContain(names.roleName());
        assertThat(state(endpoint)).isEqualTo("deleting");
    }

    @Test
    void aZoneThatLeadsToAnEarlierEndpointIsSeenToByTheReconciler() {
        ConnectionKey key = zoneReady();
        world.zones().point(HOSTNAME, new AliasTarget("vpce-earlier.vpce.test", "ZVPCE"));

        List<ConnectionKey> signals = world.sweep();

        assertThat(signals).containsExactly(key);
        assertThat(world.activate(key).state().reason()).isEqualTo(ConnectionReason.CREATING_DNS);
    }

    @Test
    void aRoleThatIamsListHasNotShownYetIsNotSaidToHaveBeenDeleted() {
        ConnectionKey key = world.ready();
        int before = world.history(key).size();
        world.aws().hideRole(names(world.read(key)).roleName());

        world.sweep();

        assertThat(world.history(key)).hasSize(before);
    }

    private void placeIn(String placement, ConnectionKey key) {
        world.system()
                .jdbc()
                .sql("update connection set placement = :placement where id = :id")
                .param("placement", placement)
                .param("id", key.connectionId().value())
                .update();
    }

    private ConnectionKey zoneReady() {
        ConnectionKey key = world.available(world.create(world.tenant(), world.openService(), HOSTNAME));
        world.zones().settle();
        assertThat(world.activate(key).state().reason()).isEqualTo(ConnectionReason.READY);
        return key;
    }

    private void makeZone(ZoneReference reference) {
        world.zones().make(ReconcilerWorld.PLACE, reference, HOSTNAME);
    }
}
