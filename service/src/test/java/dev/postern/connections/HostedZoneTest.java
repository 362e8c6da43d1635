package dev.postern.connections;

import static dev.postern.connections.ConnectionReason.CREATING_DNS;
import static dev.postern.connections.ConnectionReason.DELETING_DNS;
import static dev.postern.connections.ConnectionReason.DELETING_ENDPOINT;
import static dev.postern.connections.ConnectionReason.DELETING_PRINCIPAL;
import static dev.postern.connections.ConnectionReason.DNS_CONFLICT;
import static dev.postern.connections.ConnectionReason.ENDPOINT_ACCEPTANCE;
import static dev.postern.connections.ConnectionReason.ENDPOINT_DISAPPEARED;
import static dev.postern.connections.ConnectionReason.READY;
import static dev.postern.connections.ConnectionReason.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.InMemoryZones;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.foundation.Hostname;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From an endpoint that is available to a hostname that leads to it, and back. */
class HostedZoneTest extends ReconcilerTest {

    private static final Hostname HOSTNAME = new Hostname("kafka.acme.example");
    private static final int MOST_ACTIVATIONS = 20;

    /** Longer than AWS has us pause. */
    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void theZoneIsMadeOnceTheEndpointIsAvailableAndTheConnectionIsReadyOnceTheNameServersKnow() {
        ConnectionKey key = available();

        PrivateLinkConnection waiting = world.read(key);
        PrivateLinkConnection stillWaiting = world.activate(key);
        world.zones().settle();
        PrivateLinkConnection ready = world.activate(key);

        assertThat(waiting.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(waiting.state().waitingOn()).isEqualTo(WaitingOn.AWS);
        assertThat(stillWaiting.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(stillWaiting.progress().nextStepAt()).isAfter(world.clock().instant());
        assertThat(ready.state().reason()).isEqualTo(READY);
        assertThat(ready.state().message()).contains(HOSTNAME.value());
        assertThat(ready.progress().nextStepAt()).isNull();
        assertThat(world.zones().resolve(ReconcilerWorld.PLACE, HOSTNAME)).containsExactly(regionalName(key));
        assertThat(world.zones().calls()).containsExactly("ensureZone", "readChange", "readChange");
        assertThat(world.reasons(key)).containsSubsequence(ENDPOINT_ACCEPTANCE, CREATING_DNS, READY);
    }

    @Test
    void withoutAHostnameRoute53IsNeverAsked() {
        ConnectionKey key = world.ready();
        world.delete(key);
        world.activate(key);
        world.aws().settle();

        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(world.zones().calls()).isEmpty();
        assertThat(world.reasons(key)).doesNotContain(CREATING_DNS, DELETING_DNS);
    }

    @Test
    void aReadyConnectionThatIsLookedAtFindsItsZoneInPlaceAndWritesNothing() {
        ConnectionKey key = ready();
        PrivateLinkConnection before = world.read(key);

        world.activate(key);

        assertThat(world.read(key)).isEqualTo(before);
        assertThat(world.zones().calls()).endsWith("inspectZone");
    }

    @Test
    void anotherZoneOfTheNameIsAConflictThatIsToldWithoutSayingWhoseAndOvercomeByItself() {
        ConnectionKey first = ready();
        ConnectionKey second = available();

        PrivateLinkConnection refused = world.read(second);

        assertThat(refused.state().reason()).isEqualTo(DNS_CONFLICT);
        assertThat(refused.state().phase()).isEqualTo(ConnectionPhase.ACTION_REQUIRED);
        assertThat(refused.state().waitingOn()).isEqualTo(WaitingOn.OPERATOR);
        assertThat(refused.state().message())
                .doesNotContain(first.tenantId().value())
                .doesNotContain(first.connectionId().value());
        assertThat(PrivateLinkActions.of(refused).orElseThrow().summary()).contains(HOSTNAME.value());
        gone(first);
        assertThat(settled(second).state().reason()).isEqualTo(READY);
        assertThat(world.zones().resolve(ReconcilerWorld.PLACE, HOSTNAME)).containsExactly(regionalName(second));
    }

    @Test
    void aConflictIsTriedAgainLaterAndLaterButTheChangeAfterItIsFollowedClosely() {
        world.zones().foreignZone(ReconcilerWorld.PLACE, HOSTNAME);
        ConnectionKey key = available();

        Duration first = delay(world.read(key));
        for (int i = 0; i < MOST_ACTIVATIONS; i++) {
            world.activate(key);
        }
        Duration last = delay(world.read(key));
        world.zones().remove(HOSTNAME);
        Duration afterwards = delay(world.activate(key));

        assertThat(last).isGreaterThan(first);
        assertThat(last).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
        assertThat(world.reasons(key)).filteredOn(DNS_CONFLICT::equals).hasSize(1);
        assertThat(afterwards).isLessThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void clientsThatFollowTheMappingNeedNotWaitForDns() {
        world.zones().foreignZone(ReconcilerWorld.PLACE, HOSTNAME);
        ConnectionKey conflicting = available();
        ConnectionKey creating = available(new Hostname("other.acme.example"));

        assertThat(world.read(conflicting).endpoint().available()).isTrue();
        assertThat(world.read(creating).endpoint().available()).isTrue();
        world.aws().setState(world.endpointId(creating), "rejected");
        assertThat(world.activate(creating).endpoint().available()).isFalse();
    }

    @Test
    void aZoneThatSomebodyDeletesIsMadeAgainWithAnotherReference() {
        ConnectionKey key = ready();
        PrivateLinkConnection before = world.read(key);
        world.zones().remove(HOSTNAME);

        PrivateLinkConnection noticed = world.activate(key);
        PrivateLinkConnection again = settled(key);

        assertThat(noticed.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(noticed.endpoint().available()).isTrue();
        assertThat(again.state().reason()).isEqualTo(READY);
        assertThat(again.holdings().zone().id())
                .isNotEqualTo(before.holdings().zone().id());
        assertThat(again.holdings().zone().number()).isEqualTo(2);
        assertThat(again.holdings().generation()).isEqualTo(before.holdings().generation());
        assertThat(world.zones().count(HOSTNAME)).isOne();
        assertThat(messages(key)).anyMatch(message -> message.contains("deleted, and not by Postern"));
    }

    @Test
    void aRecordThatSomebodyChangesIsSetRightAndTheZoneStays() {
        ConnectionKey key = ready();
        String zone = world.read(key).holdings().zone().id();
        world.zones().point(HOSTNAME, new AliasTarget("elsewhere.vpce.test", "ZVPCE"));

        PrivateLinkConnection again = settled(key);

        assertThat(again.state().reason()).isEqualTo(READY);
        assertThat(again.holdings().zone().id()).isEqualTo(zone);
        assertThat(world.zones().resolve(ReconcilerWorld.PLACE, HOSTNAME)).containsExactly(regionalName(key));
        assertThat(messages(key)).anyMatch(message -> message.contains("changed, and not by Postern"));
    }

    @Test
    void anEndpointThatIsMadeAgainHasTheNameLeadToIt() {
        ConnectionKey key = ready();
        String zone = world.read(key).holdings().zone().id();
        String before = regionalName(key);
        world.aws().setState(world.endpointId(key), "deleting");
        world.activate(key);
        world.aws().setState(world.endpointId(key), "available");

        PrivateLinkConnection again = settled(key);

        assertThat(again.state().reason()).isEqualTo(READY);
        assertThat(again.holdings().zone().id()).isEqualTo(zone);
        assertThat(regionalName(key)).isNotEqualTo(before);
        assertThat(world.zones().resolve(ReconcilerWorld.PLACE, HOSTNAME)).containsExactly(regionalName(key));
        assertThat(world.reasons(key)).containsSubsequence(READY, ENDPOINT_DISAPPEARED, CREATING_DNS, READY);
    }

    @Test
    void anEndpointThatGoesWhileItsZoneIsMadeIsNoticed() {
        ConnectionKey key = available();
        world.aws().setState(world.endpointId(key), "deleting");

        PrivateLinkConnection after = world.activate(key);

        assertThat(after.state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        assertThat(world.reasons(key)).contains(ENDPOINT_DISAPPEARED);
    }

    @Test
    void aChangeThatAwsForgetsIsMadeOnceMore() {
        ConnectionKey key = available();
        world.zones().forgetChanges();

        assertThat(settled(key).state().reason()).isEqualTo(READY);
        assertThat(world.zones().count(HOSTNAME)).isOne();
    }

    @Test
    void aStateOfTheEndpointThatNobodyKnowsIsWaitedForWithoutHaste() {
        ConnectionKey key = available();
        world.aws().setState(world.endpointId(key), "partial");
        world.clock().advance(Duration.ofMinutes(1));

        PrivateLinkConnection after = world.activate(key);

        assertThat(after.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(after.progress().nextStepAt()).isAfter(world.clock().instant());
    }

    @Test
    void theZoneGoesAfterTheEndpointAndBeforeThePrincipal() {
        ConnectionKey key = ready();
        world.delete(key);
        world.activate(key);
        boolean thereWhileTheEndpointGoes = world.zones().count(HOSTNAME) == 1;
        world.aws().settle();

        PrivateLinkConnection deleted = world.activate(key);

        assertThat(thereWhileTheEndpointGoes).isTrue();
        assertThat(deleted.state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(deleted.holdings().zone().id()).isNull();
        assertThat(world.zones().count(HOSTNAME)).isZero();
        assertThat(world.reasons(key))
                .endsWith(REQUESTED, DELETING_ENDPOINT, DELETING_ENDPOINT, DELETING_DNS, DELETING_PRINCIPAL, REQUESTED);
    }

    @Test
    void aDeletionInAConflictLeavesTheOtherZoneAlone() {
        world.zones().foreignZone(ReconcilerWorld.PLACE, HOSTNAME);
        ConnectionKey key = available();

        gone(key);

        assertThat(world.zones().count(HOSTNAME)).isOne();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whateverRoute53AnswersADeletionIsNeverGivenUp(Cause cause) {
        ConnectionKey key = ready();
        world.delete(key);
        world.activate(key);
        world.aws().settle();
        world.zones().refuseAll(new Refusal(cause, "SomeCode", "no"));

        activateForAWhile(key);

        PrivateLinkConnection stuck = world.read(key);
        assertThat(stuck.state().reason()).isEqualTo(DELETING_DNS);
        assertThat(stuck.state().note().awsErrorCode()).isEqualTo("SomeCode");
        assertThat(stuck.progress().nextStepAt()).isNotNull();
        world.zones().refuseNothing();
        world.clock().advance(LONG);
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, Throttling", "UNAVAILABLE, ServiceUnavailable"})
    void whatPassesIsTriedAgainAndToldOnce(Cause cause, String code) {
        world.zones().refuseAll(new Refusal(cause, code, "later"));
        ConnectionKey key = available();

        activateForAWhile(key);

        PrivateLinkConnection waiting = world.read(key);
        assertThat(waiting.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(waiting.state().note().awsErrorCode()).isEqualTo(code);
        assertThat(world.reasons(key)).filteredOn(CREATING_DNS::equals).hasSize(2);
        world.zones().refuseNothing();
        world.clock().advance(LONG);
        assertThat(settled(key).state().reason()).isEqualTo(READY);
    }

    @ParameterizedTest
    @CsvSource({
        "QUOTA, TooManyHostedZones, NO_CAPACITY, quota: Hosted zones",
        "DENIED, AccessDenied, AWS_ERROR, operator's own role",
        "UNKNOWN, InvalidVPCId, AWS_ERROR, refused to make the zone"
    })
    void whatDoesNotPassIsTheEndUntilARetryWhichKeepsTheEndpoint(
            Cause cause, String code, ConnectionReason reason, String words) {
        world.zones().refuseAll(new Refusal(cause, code, "no"));
        ConnectionKey key = available();
        String endpoint = world.endpointId(key);
        for (int i = 0; i < MOST_ACTIVATIONS && !(world.read(key).state() instanceof Retryable); i++) {
            world.activate(key);
        }

        PrivateLinkConnection failed = world.read(key);

        assertThat(failed.state().reason()).isEqualTo(reason);
        assertThat(failed.state().message()).contains(words);
        assertThat(failed.state().note().awsErrorCode()).isEqualTo(code);
        assertThat(failed.progress().nextStepAt()).isNull();
        world.zones().refuseNothing();
        world.change(key, before -> before.retried((Retryable) before.state(), Connections.now(world.clock())));
        assertThat(world.read(key).state().reason()).isEqualTo(CREATING_DNS);
        assertThat(settled(key).state().reason()).isEqualTo(READY);
        assertThat(world.endpointId(key)).isEqualTo(endpoint);
    }

    @Test
    void whatCannotBeReadIsTakenForNothing() {
        ConnectionKey key = ready();
        PrivateLinkConnection before = world.read(key);
        world.zones().remove(HOSTNAME);
        world.zones().refuseAll(new Refusal(Cause.THROTTLED, "Throttling", "later"));

        assertThat(world.activate(key)).isEqualTo(before);
        world.zones().refuseNothing();
        world.clock().advance(LONG);
        assertThat(world.activate(key).state().reason()).isEqualTo(CREATING_DNS);
    }

    @Test
    void whenRoute53AsksToSlowDownNobodyAsksItUntilThePauseIsOverButEverythingElseGoesOn() {
        ConnectionKey first = acceptance();
        ConnectionKey second = acceptance(new Hostname("other.acme.example"));
        world.aws().setState(world.endpointId(first), "available");
        world.aws().setState(world.endpointId(second), "available");
        world.zones().refuseAll(new Refusal(Cause.THROTTLED, "Throttling", "Rate exceeded"));
        world.activate(first);
        world.zones().refuseNothing();
        world.zones().calls();

        PrivateLinkConnection waiting = world.activate(second);
        PrivateLinkConnection elsewhere = world.activate(world.create(world.openService()));

        assertThat(world.zones().calls()).isEmpty();
        assertThat(waiting.state().reason()).isEqualTo(CREATING_DNS);
        assertThat(waiting.progress().attempt()).isZero();
        assertThat(waiting.progress().nextStepAt()).isAfter(world.clock().instant());
        assertThat(elsewhere.holdings().principal()).isNotNull();
        world.clock().advance(LONG);
        assertThat(settled(second).state().reason()).isEqualTo(READY);
    }

    @Test
    void aZoneThatIsMadeWhileDeletionIsAskedForIsDeletedAsWell() {
        ConnectionKey key = acceptance();
        world.aws().setState(world.endpointId(key), "available");
        world.zones().meanwhile(() -> world.delete(key));

        world.reconciler().activate(key);

        assertThat(world.read(key).state().reason()).isEqualTo(REQUESTED);
        assertThat(world.zones().count(HOSTNAME)).isOne();
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(world.zones().count(HOSTNAME)).isZero();
    }

    /** Every call of a life with a zone deleted in between, and a reconciler that breaks down at it, before and after. */
    @ParameterizedTest
    @EnumSource(
            value = InMemoryZones.Stop.class,
            names = {"BEFORE", "AFTER"})
    void aReconcilerThatIsStoppedAtAnyCallLeavesOneZoneWhileTheConnectionLivesAndNoneAfter(InMemoryZones.Stop where) {
        List<String> wholeLife = life(Integer.MAX_VALUE, where);
        assertThat(wholeLife).contains("ensureZone", "readChange", "inspectZone", "deleteZone");

        for (int stopAt = 0; stopAt < wholeLife.size(); stopAt++) {
            life(stopAt, where);
        }
    }

    /** Answers the calls that were made; breaks down at the one of that index. */
    private List<String> life(int stopAt, InMemoryZones.Stop where) {
        List<String> calls = new ArrayList<>();
        ConnectionKey key = acceptance();
        world.aws().setState(world.endpointId(key), "available");
        live(key, calls, stopAt, where, READY);
        assertThat(world.zones().resolve(ReconcilerWorld.PLACE, HOSTNAME)).containsExactly(regionalName(key));
        assertThat(world.zones().count(HOSTNAME)).isOne();

        world.zones().remove(HOSTNAME);
        step(key, calls, stopAt, where);
        live(key, calls, stopAt, where, READY);
        assertThat(world.zones().count(HOSTNAME)).isOne();

        world.delete(key);
        live(key, calls, stopAt, where, REQUESTED);
        assertThat(world.read(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
        assertThat(world.zones().count(HOSTNAME)).isZero();
        return calls;
    }

    private void live(
            ConnectionKey key, List<String> calls, int stopAt, InMemoryZones.Stop where, ConnectionReason end) {
        for (int i = 0; i < MOST_ACTIVATIONS; i++) {
            step(key, calls, stopAt, where);
            world.aws().settle();
            world.zones().settle();
            ConnectionState state = world.read(key).state();
            boolean ended = end == REQUESTED ? state.phase() == ConnectionPhase.DELETED : state.reason() == end;
            // A look at a zone that was deleted may have been stopped: then the connection is ready and does not know.
            if (ended && (end == REQUESTED || world.zones().count(HOSTNAME) == 1)) {
                return;
            }
        }
        throw new AssertionError("%s after %s".formatted(world.read(key).state(), calls));
    }

    private void step(ConnectionKey key, List<String> calls, int stopAt, InMemoryZones.Stop where) {
        if (calls.size() == stopAt) {
            world.zones().stop(where);
        }
        try {
            world.reconciler().activate(key);
        } catch (InMemoryZones.Stopped stopped) {
            // another activation comes
        }
        calls.addAll(world.zones().calls());
    }

    private ConnectionKey available() {
        return available(HOSTNAME);
    }

    private ConnectionKey available(Hostname hostname) {
        return world.available(world.create(world.tenant(), world.openService(), hostname));
    }

    private void activateForAWhile(ConnectionKey key) {
        for (int i = 0; i < MOST_ACTIVATIONS; i++) {
            world.clock().advance(LONG);
            world.activate(key);
        }
    }

    private ConnectionKey acceptance() {
        return acceptance(HOSTNAME);
    }

    private ConnectionKey acceptance(Hostname hostname) {
        ConnectionKey key = world.create(world.tenant(), world.openService(), hostname);
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().reason()).isEqualTo(ENDPOINT_ACCEPTANCE);
        return key;
    }

    private ConnectionKey ready() {
        ConnectionKey key = available();
        world.zones().settle();
        assertThat(world.activate(key).state().reason()).isEqualTo(READY);
        return key;
    }

    /** Where the connection comes to rest while AWS does what it is asked for. */
    private PrivateLinkConnection settled(ConnectionKey key) {
        for (int i = 0; i < MOST_ACTIVATIONS; i++) {
            PrivateLinkConnection now = world.activate(key);
            world.zones().settle();
            if (now.progress().nextStepAt() == null) {
                return now;
            }
        }
        throw new AssertionError(world.read(key).state().toString());
    }

    private void gone(ConnectionKey key) {
        world.delete(key);
        world.activate(key);
        world.aws().settle();
        assertThat(world.activate(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
    }

    private Duration delay(PrivateLinkConnection connection) {
        Instant next = connection.progress().nextStepAt();
        assertThat(next).isNotNull();
        return Duration.between(world.clock().instant(), next);
    }

    private String regionalName(ConnectionKey key) {
        return world.read(key).endpoint().dnsNames().getFirst().name();
    }

    private List<String> messages(ConnectionKey key) {
        return world.history(key).stream().map(HistoryView::message).toList();
    }
}
