package dev.postern.connections;

import static dev.postern.connections.ConnectionReason.AWS_ERROR;
import static dev.postern.connections.ConnectionReason.CREATING_ENDPOINT;
import static dev.postern.connections.ConnectionReason.CREATING_PRINCIPAL;
import static dev.postern.connections.ConnectionReason.DISCOVERING_SERVICE;
import static dev.postern.connections.ConnectionReason.ENDPOINT_ACCEPTANCE;
import static dev.postern.connections.ConnectionReason.NO_CAPACITY;
import static dev.postern.connections.ConnectionReason.QUEUED;
import static dev.postern.connections.ConnectionReason.REGION_NOT_SERVED;
import static dev.postern.connections.ConnectionReason.REQUESTED;
import static dev.postern.connections.ConnectionReason.SERVICE_NAME_NEEDED;
import static dev.postern.connections.ConnectionReason.SERVICE_NOT_VISIBLE;
import static dev.postern.connections.ConnectionReason.ZONE_NOT_SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the queue to an endpoint. */
class ProvisioningTest extends ReconcilerTest {

    @Test
    void aPrincipalThatIsNotEffectiveYetIsShownAndWaitedFor() {
        ConnectionKey key = world.create(world.openService());

        PrivateLinkConnection waiting = world.activate(key);

        assertThat(waiting.state().reason()).isEqualTo(CREATING_PRINCIPAL);
        assertThat(waiting.holdings().principal()).startsWith("arn:aws:iam::111111111111:role/postern-");
        assertThat(waiting.progress().nextStepAt()).isAfter(world.clock().instant());
    }

    @Test
    void onceEffectiveTheConnectionGoesAllTheWayToAcceptanceInOneActivation() {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();

        PrivateLinkConnection waiting = world.activate(key);

        assertThat(waiting.state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(waiting.progress().nextStepAt()).isNull();
        assertThat(waiting.holdings().serviceClaimed()).isTrue();
        assertThat(world.reasons(key))
                .containsExactly(
                        QUEUED,
                        CREATING_PRINCIPAL,
                        CREATING_PRINCIPAL,
                        DISCOVERING_SERVICE,
                        CREATING_ENDPOINT,
                        ENDPOINT_ACCEPTANCE);
        assertThat(world.history(key).stream().skip(1))
                .allMatch(entry -> entry.actor().equals("reconciler"));
        assertThat(world.aws().calls())
                .containsExactly("ensurePrincipal", "ensurePrincipal", "discoverService", "ensureEndpoint");
    }

    @Test
    void aPrincipalThatNeverBecomesEffectiveIsGivenUpInTheEnd() {
        ConnectionKey key = world.create(world.openService());

        PrivateLinkConnection last = world.activate(key);
        for (int i = 0; i < 12; i++) {
            last = world.activate(key);
        }

        assertThat(last.state().reason()).isEqualTo(AWS_ERROR);
        assertThat(last.progress().nextStepAt()).isNull();
        assertThat(world.reasons(key)).containsExactly(QUEUED, CREATING_PRINCIPAL, CREATING_PRINCIPAL, AWS_ERROR);
    }

    @Test
    void aRoleThatSomebodyDeletesWhileTheServiceHidesIsGivenItsTimeAgain() {
        ServiceReference service = world.aws().service(ReconcilerWorld.ZONES);
        ConnectionKey key = world.create(service);
        world.activate(key);
        world.aws().settle();
        for (int i = 0; i < 20; i++) {
            world.activate(key);
        }
        world.aws().roleNames().forEach(world.aws()::forgetRole);
        world.aws().allow(service, "*");

        PrivateLinkConnection denied = world.activate(key);
        world.activate(key);
        world.aws().settle();

        assertThat(denied.state().reason()).isEqualTo(CREATING_PRINCIPAL);
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
    }

    @Test
    void aTokenThatWasUsedForAnotherEndpointIsGivenUpForTheNext() {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();
        Refusal used = new Refusal(Cause.GENERATION_USED, "IdempotentParameterMismatch", "used");
        Runnable refuseTheThird = () -> world.aws().meanwhile(() -> world.aws().refuseAll(used));
        world.aws().meanwhile(refuseTheThird);

        PrivateLinkConnection refused = world.activate(key);
        world.aws().refuseNothing();
        PrivateLinkConnection after = world.activate(key);

        assertThat(refused.holdings().generation()).isEqualTo(2);
        assertThat(after.state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(after.holdings().epoch()).isGreaterThan(refused.holdings().epoch());
    }

    @Test
    void withoutAServiceNameTheConnectionWaitsForItWithItsPrincipal() {
        ConnectionKey key = world.create(null);
        world.activate(key);
        world.aws().settle();

        PrivateLinkConnection waiting = world.activate(key);

        assertThat(waiting.state().reason()).isEqualTo(SERVICE_NAME_NEEDED);
        assertThat(waiting.holdings().principal()).isNotNull();
        assertThat(waiting.progress().nextStepAt()).isNull();
        assertThat(world.activate(key)).isEqualTo(waiting);
    }

    @Test
    void aServiceThatIsNotVisibleIsLookedForAgainLaterAndLaterAndFoundAtOnceWhenItIs() {
        ServiceReference service = world.aws().service(ReconcilerWorld.ZONES);
        ConnectionKey key = world.create(service);
        world.activate(key);
        world.aws().settle();

        Duration first = wait(world.activate(key));
        Duration second = wait(world.activate(key));
        for (int i = 0; i < 20; i++) {
            world.activate(key);
        }
        Duration last = wait(world.read(key));

        assertThat(world.read(key).state().reason()).isEqualTo(SERVICE_NOT_VISIBLE);
        assertThat(second).isGreaterThan(first);
        assertThat(last).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
        assertThat(world.reasons(key)).filteredOn(SERVICE_NOT_VISIBLE::equals).hasSize(1);
        world.aws().allow(service, "*");
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, RequestLimitExceeded",
        "UNAVAILABLE, InternalError",
    })
    void whatPassesIsTriedAgainAndToldOnce(Cause cause, String code) {
        ConnectionKey key = world.create(world.openService());
        world.aws().refuseAll(new Refusal(cause, code, "later"));

        world.activate(key);
        Instant firstTry = world.read(key).progress().nextStepAt();
        for (int i = 0; i < 30; i++) {
            world.clock().advance(Duration.ofMinutes(1));
            world.activate(key);
        }

        PrivateLinkConnection waiting = world.read(key);
        assertThat(waiting.state().reason()).isEqualTo(CREATING_PRINCIPAL);
        assertThat(waiting.state().note().awsErrorCode()).isEqualTo(code);
        assertThat(waiting.progress().nextStepAt()).isAfter(firstTry);
        assertThat(world.reasons(key)).containsExactly(QUEUED, CREATING_PRINCIPAL, CREATING_PRINCIPAL);
    }

    @ParameterizedTest
    @CsvSource({
        "DENIED, UnauthorizedOperation, AWS_ERROR",
        "UNKNOWN, SomethingNew, AWS_ERROR",
        "QUOTA, VpcEndpointLimitExceeded, NO_CAPACITY",
        "ZONE_NOT_SUPPORTED, InvalidParameter, ZONE_NOT_SUPPORTED"
    })
    void whatDoesNotPassIsTheEndUntilSomebodyRetries(Cause cause, String code, ConnectionReason reason) {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();
        world.aws().refuseAll(new Refusal(cause, code, "no"));

        PrivateLinkConnection failed = world.activate(key);

        assertThat(failed.state().reason()).isEqualTo(reason);
        assertThat(failed.state().phase()).isEqualTo(ConnectionPhase.FAILED);
        assertThat(failed.progress().nextStepAt()).isNull();
        assertThat(world.history(key).getLast().awsErrorCode()).isEqualTo(code);
        world.aws().refuseNothing();
        world.change(key, before -> before.retried((Retryable) before.state(), Connections.now(world.clock())));
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
    }

    @Test
    void aServiceThatIsNotInAZoneIsToldBeforeAnythingIsMade() {
        ServiceReference service = world.aws().service(List.of("use1-az1"));
        world.aws().allow(service, "*");
        ConnectionKey key = world.create(service);
        world.activate(key);
        world.aws().settle();

        PrivateLinkConnection failed = world.activate(key);

        assertThat(failed.state().reason()).isEqualTo(ZONE_NOT_SUPPORTED);
        assertThat(failed.state().message()).contains("not in use1-az4", "It is in use1-az1");
        assertThat(world.aws().endpointIds()).isEmpty();
    }

    @Test
    void aServiceBelongsToTheConnectionThatSawItFirstUntilThatGoes() {
        ServiceReference service = world.openService();
        ConnectionKey first = world.create(service);
        ConnectionKey second = world.create(service);
        world.activate(first);
        world.activate(second);
        world.aws().settle();
        world.activate(first);

        PrivateLinkConnection refused = world.activate(second);

        assertThat(refused.state().reason()).isEqualTo(SERVICE_NOT_VISIBLE);
        assertThat(refused.state().message())
                .contains("cannot be used")
                .doesNotContain("another")
                .doesNotContain(first.tenantId().value())
                .doesNotContain(first.connectionId().value());
        world.delete(first);
        assertThat(world.activate(second).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
    }

    @Test
    void placementsAreFilledInTurnAndAFullOneNamesTheQuota() {
        PlacementId other = new PlacementId("us-east-1", "222222222222", "vpc-2");
        world.placements()
                .set(
                        new Placement(ReconcilerWorld.PLACE, ReconcilerWorld.ZONES, 1, 1_000),
                        new Placement(other, ReconcilerWorld.ZONES, 1, 1_000));

        List<PrivateLinkConnection> placed =
                List.of(world.read(world.ready()), world.read(world.ready()), world.activate(world.create(null)));

        assertThat(placed.stream()
                        .map(connection ->
                                Optional.ofNullable(connection.holdings().placement())))
                .containsExactly(Optional.of(ReconcilerWorld.PLACE), Optional.of(other), Optional.empty());
        assertThat(placed.getLast().state().reason()).isEqualTo(NO_CAPACITY);
        assertThat(placed.getLast().state().message())
                .contains("quota: Interface VPC endpoints per VPC")
                .doesNotContain("1 of 1");
    }

    @Test
    void anAccountThatHoldsNoMoreRolesNamesThatQuota() {
        world.placements().set(new Placement(ReconcilerWorld.PLACE, ReconcilerWorld.ZONES, 50, 1));
        world.activate(world.create(null));

        PrivateLinkConnection second = world.activate(world.create(null));

        assertThat(second.state().reason()).isEqualTo(NO_CAPACITY);
        assertThat(second.state().message()).contains("quota: Roles per account");
    }

    @Test
    void connectionsThatWaitForTheirServiceTakeUpNoRoomForEndpoints() {
        world.placements().set(new Placement(ReconcilerWorld.PLACE, ReconcilerWorld.ZONES, 1, 1_000));
        for (int i = 0; i < 3; i++) {
            assertThat(world.activate(world.create(null)).holdings().placement())
                    .isEqualTo(ReconcilerWorld.PLACE);
        }

        assertThat(world.read(world.ready()).state().reason()).isEqualTo(ConnectionReason.READY);
    }

    @Test
    void theLastRoomIsGivenToWhoComesFirstAndAVpcBesideItTakesTheNext() {
        PlacementId beside = new PlacementId("us-east-1", "111111111111", "vpc-2");
        world.placements()
                .set(
                        new Placement(ReconcilerWorld.PLACE, ReconcilerWorld.ZONES, 1, 1_000),
                        new Placement(beside, ReconcilerWorld.ZONES, 1, 1_000));
        List<ConnectionKey> keys = List.of(
                world.create(world.openService()),
                world.create(world.openService()),
                world.create(world.openService()));
        keys.forEach(world::activate);
        world.aws().settle();

        List<PrivateLinkConnection> after = keys.stream().map(world::activate).toList();

        assertThat(after.stream().map(connection -> connection.state().reason()))
                .containsExactly(ENDPOINT_ACCEPTANCE, ENDPOINT_ACCEPTANCE, NO_CAPACITY);
        assertThat(after.get(0).holdings().placement()).isEqualTo(ReconcilerWorld.PLACE);
        assertThat(after.get(1).holdings().placement()).isEqualTo(beside);
    }

    @Test
    void aPlacementWithoutSubnetsInEveryZoneIsPassedOver() {
        PlacementId other = new PlacementId("us-east-1", "222222222222", "vpc-2");
        world.placements()
                .set(
                        new Placement(ReconcilerWorld.PLACE, List.of("use1-az1"), 50, 1_000),
                        new Placement(other, ReconcilerWorld.ZONES, 50, 1_000));

        assertThat(world.activate(world.create(null)).holdings().placement()).isEqualTo(other);
    }

    @Test
    void aRegionThatTheOperatorHasGivenUpIsToldAsSuch() {
        ConnectionKey key = world.create(null);
        world.placements().set();

        PrivateLinkConnection failed = world.activate(key);

        assertThat(failed.state().reason()).isEqualTo(REGION_NOT_SERVED);
        assertThat(failed.state().waitingOn()).isEqualTo(WaitingOn.OPERATOR);
    }

    @Test
    void anEndpointThatIsMadeWhileDeletionIsAskedForIsDeletedAsWell() {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();
        world.change(
                key,
                before -> before.with(
                        before.holdings().withService(true).reserved(ReconcilerWorld.PLACE, 1),
                        Progress.due(
                                new ConnectionState.CreatingEndpoint(ConnectionState.Note.of("now")),
                                world.clock().instant())));
        world.aws().meanwhile(() -> world.delete(key));

        Activation after = world.reconciler().activate(key);

        assertThat(after).isEqualTo(new Activation.Again(world.clock().instant()));
        assertThat(world.read(key).state().reason()).isEqualTo(REQUESTED);
        assertThat(world.aws().endpointIds()).hasSize(1);
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().phase())
                .as("AWS may not know yet of what was asked for a moment ago")
                .isEqualTo(ConnectionPhase.DELETING);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
    }

    @Test
    void anEndpointThatAwsDoesNotTellOfYetIsNotLeftBehind() {
        ConnectionKey key = world.create(world.openService());
        world.activate(key);
        world.aws().settle();
        world.activate(key);
        String endpoint = world.endpointId(key);
        world.aws().hide(endpoint);
        world.delete(key);

        PrivateLinkConnection early = world.activate(key);
        world.aws().settle();
        world.clock().advance(Duration.ofMinutes(1));
        world.activate(key);

        assertThat(early.state().phase()).isEqualTo(ConnectionPhase.DELETING);
        assertThat(world.aws().state(endpoint)).isEqualTo("deleting");
    }

    @Test
    void ofAConnectionThatIsNotThereNothingComes() {
        TenantId tenant = world.tenant();

        assertThat(world.reconciler().activate(new ConnectionKey(tenant, ConnectionId.next())))
                .isEqualTo(new Activation.Rest());
    }

    private Duration wait(PrivateLinkConnection connection) {
        Instant next = connection.progress().nextStepAt();
        assertThat(next).isNotNull();
        return Duration.between(world.clock().instant(), next);
    }
}
