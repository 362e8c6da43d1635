package dev.postern.connections;

import static dev.postern.connections.ConnectionReason.AWS_ERROR;
import static dev.postern.connections.ConnectionReason.ENDPOINT_ACCEPTANCE;
import static dev.postern.connections.ConnectionReason.ENDPOINT_DISAPPEARED;
import static dev.postern.connections.ConnectionReason.ENDPOINT_EXPIRED;
import static dev.postern.connections.ConnectionReason.ENDPOINT_REJECTED;
import static dev.postern.connections.ConnectionReason.READY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of connections as their endpoints change, and what looking at them costs. */
class ObservationTest extends ReconcilerTest {

    @Test
    void aFleetInWhichNothingChangesCostsOneCallAndNoActivation() {
        for (int i = 0; i < 5; i++) {
            world.ready();
        }
        world.aws().calls();

        List<ConnectionKey> signals = world.observe();

        assertThat(signals).isEmpty();
        assertThat(world.aws().calls()).containsExactly("listEndpoints");
    }

    @Test
    void onlyTheConnectionWhoseEndpointChangedIsActivated() {
        ConnectionKey changed = world.ready();
        world.ready();

        world.aws().setState(world.endpointId(changed), "rejected");

        assertThat(world.observe()).containsExactly(changed);
        world.activate(changed);
        assertThat(world.observe()).isEmpty();
    }

    @Test
    void placementsInOneAccountAndRegionAreListedTogether() {
        world.placements()
                .set(
                        new Placement(ReconcilerWorld.PLACE, ReconcilerWorld.ZONES, 50, 1_000),
                        new Placement(
                                new PlacementId("us-east-1", "111111111111", "vpc-2"),
                                ReconcilerWorld.ZONES,
                                50,
                                1_000),
                        new Placement(
                                new PlacementId("eu-west-1", "111111111111", "vpc-3"), List.of("euw1-az1"), 50, 1_000));

        world.observe();

        assertThat(world.aws().calls()).containsExactly("listEndpoints", "listEndpoints");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDINGACCEPTANCE, ENDPOINT_ACCEPTANCE",
        "Pending, ENDPOINT_PENDING",
        "AVAILABLE, READY",
        "Rejected, ENDPOINT_REJECTED",
        "expired, ENDPOINT_EXPIRED",
        "Failed, AWS_ERROR"
    })
    void statesAreReadWithoutRegardToTheirCase(String state, ConnectionReason reason) {
        ConnectionKey key = waiting();

        world.aws().setState(world.endpointId(key), state);

        assertThat(world.activate(key).state().reason()).isEqualTo(reason);
    }

    @Test
    void aStateThatNobodyKnowsIsShownAndChangesNothingElse() {
        ConnectionKey key = world.ready();

        world.aws().setState(world.endpointId(key), "partial");

        assertThat(world.observe()).containsExactly(key);
        PrivateLinkConnection after = world.activate(key);
        assertThat(after.state().reason()).isEqualTo(READY);
        assertThat(after.holdings().requiredEndpoint().state()).isEqualTo("partial");
        assertThat(world.observe()).isEmpty();
    }

    @Test
    void aRejectedEndpointThatIsAcceptedAfterAllIsFollowed() {
        ConnectionKey key = waiting();
        world.aws().setState(world.endpointId(key), "rejected");
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_REJECTED);

        world.aws().setState(world.endpointId(key), "available");

        assertThat(world.observe()).containsExactly(key);
        assertThat(world.activate(key).state().reason()).isEqualTo(READY);
    }

    @Test
    void anEndpointThatIsNotThereIsMissedOnlyAfterAWhile() {
        ConnectionKey key = waiting();
        world.aws().forget(world.endpointId(key));

        PrivateLinkConnection early = world.activate(key);
        world.clock().advance(Duration.ofMinutes(2));

        assertThat(early.state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(world.observe()).containsExactly(key);
        PrivateLinkConnection again = world.activate(key);
        assertThat(again.state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(again.holdings().generation()).isEqualTo(2);
        assertThat(world.reasons(key)).contains(ENDPOINT_DISAPPEARED);
    }

    @Test
    void anEndpointThatSomebodyDeletesIsMadeAgainWithoutWaiting() {
        ConnectionKey key = world.ready();
        String first = world.endpointId(key);

        world.aws().setState(first, "deleting");

        assertThat(world.observe()).containsExactly(key);
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(world.endpointId(key)).isNotEqualTo(first);
    }

    @Test
    void anExpiredEndpointThatAwsForgetsIsNotMissed() {
        ConnectionKey key = waiting();
        world.aws().setState(world.endpointId(key), "expired");
        world.activate(key);
        world.aws().forget(world.endpointId(key));
        world.clock().advance(Duration.ofHours(1));
        assertThat(world.observe()).containsExactly(key);

        PrivateLinkConnection after = world.activate(key);

        assertThat(after.state().reason()).isEqualTo(ENDPOINT_EXPIRED);
        assertThat(world.observe()).isEmpty();
    }

    @Test
    void aFailedEndpointIsToldWithWhatAwsSays() {
        ConnectionKey key = waiting();
        world.aws().fail(world.endpointId(key), "no addresses left");

        PrivateLinkConnection failed = world.activate(key);

        assertThat(failed.state().reason()).isEqualTo(AWS_ERROR);
        assertThat(failed.state().message()).contains("no addresses left");
        assertThat(failed.state().note().awsErrorCode()).isEqualTo("InternalError");
        assertThat(world.activate(key)).isEqualTo(failed);
    }

    @Test
    void whatCannotBeListedIsTakenForNothing() {
        ConnectionKey key = world.ready();
        world.aws().refuseAll(new Refusal(Cause.THROTTLED, "RequestLimitExceeded", "later"));

        assertThat(world.observe()).isEmpty();
        PrivateLinkConnection before = world.read(key);
        assertThat(world.activate(key)).isEqualTo(before);
    }

    @Test
    void whereAReadyConnectionComesOutIsToldToTheRoomsThatRouteThroughIt() {
        ConnectionKey key = world.ready();

        ConnectionEndpoint endpoint = world.read(key).endpoint();

        assertThat(endpoint.available()).isTrue();
        assertThat(endpoint.crossRegion()).isFalse();
        assertThat(endpoint.dnsNames())
                .extracting(ConnectionEndpoint.DnsName::availabilityZone)
                .containsExactly(null, "use1-az1", "use1-az4");
        world.aws().setState(world.endpointId(key), "rejected");
        assertThat(world.activate(key).endpoint().available()).isFalse();
    }

    @Test
    void activationAtRestWritesNothing() {
        ConnectionKey key = world.ready();
        PrivateLinkConnection before = world.read(key);

        world.activate(key);

        assertThat(world.read(key)).isEqualTo(before);
    }

    private ConnectionKey waiting() {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();
        world.activate(key);
        return key;
    }
}
