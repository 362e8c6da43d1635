package dev.postern.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TypedId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link ZoneProvisioner} does: the one of AWS, and the fake that other tests use in its stead. */
public abstract class ZoneProvisionerContract {

    protected static final Hostname HOSTNAME = new Hostname("kafka.acme.example");

    private final String installation = TypedId.next("ins");
    protected final ZoneReference reference = new ZoneReference(installation, TypedId.next("con"), 1);
    private final ZoneReference next = new ZoneReference(installation, reference.connection(), 2);
    private final ZoneReference others = new ZoneReference(installation, TypedId.next("con"), 1);

    protected DnsWorld world;
    private ZoneProvisioner zones;
    private PlacementId placement;
    private AliasTarget target;

    protected abstract DnsWorld world() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        world = world();
        zones = world.zones();
        placement = world.placement();
        target = world.targets().getFirst();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aZoneIsMadeOnceHoweverOftenItIsAskedForAndItsNameLeadsToTheTarget() {
        EnsuredZone.Made first = made(reference);
        EnsuredZone.Made second = made(reference);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(world.count(HOSTNAME)).isOne();
        assertThat(world.resolve(placement, HOSTNAME)).containsExactly(target.name());
        assertThat(world.resolve(world.elsewhere(), HOSTNAME)).isEmpty();
        assertThat(inspect(target)).isEqualTo(ZoneCondition.IN_PLACE);
    }

    @Test
    void aChangeIsPendingAndThenInSync() {
        String change = made(reference).changeId();

        ChangeProgress before = done(zones.readChange(placement, change));
        world.settle();

        assertThat(before).isEqualTo(ChangeProgress.PENDING);
        assertThat(done(zones.readChange(placement, change))).isEqualTo(ChangeProgress.IN_SYNC);
        assertThat(done(zones.readChange(placement, "C0123456789ABCDEFGHI"))).isEqualTo(ChangeProgress.UNKNOWN);
    }

    @Test
    void aRecordThatLeadsElsewhereIsSetRight() {
        EnsuredZone.Made zone = made(reference);
        AliasTarget other = world.targets().getLast();
        assertThat(inspect(other)).isEqualTo(ZoneCondition.CHANGED);

        assertThat(done(zones.readTarget(placement, zone.id(), HOSTNAME)))
                .map(Hostname::canonical)
                .contains(Hostname.canonical(target.name()));

        EnsuredZone.Made again = madeOf(zones.ensureZone(placement, reference, HOSTNAME, other));

        assertThat(done(zones.readTarget(placement, zone.id(), HOSTNAME)))
                .map(Hostname::canonical)
                .contains(Hostname.canonical(other.name()));
        assertThat(done(zones.readTarget(placement, "Z0123456789ABCDEFGHIJ", HOSTNAME)))
                .isEmpty();
        assertThat(again.id()).isEqualTo(zone.id());
        assertThat(again.changeId()).isNotEqualTo(zone.changeId());
        assertThat(world.resolve(placement, HOSTNAME)).containsExactly(other.name());
        assertThat(inspect(other)).isEqualTo(ZoneCondition.IN_PLACE);
    }

    @Test
    void aZoneThatIsNotOursIsLeftAloneAndTakesTheName() {
        world.foreignZone(placement, HOSTNAME);

        assertThat(done(zones.ensureZone(placement, reference, HOSTNAME, target)))
                .isEqualTo(new EnsuredZone.NameTaken());
        assertThat(inspect(target)).isEqualTo(ZoneCondition.GONE);
        assertThat(done(zones.deleteZone(placement, reference, HOSTNAME))).isEqualTo(Removal.GONE);

        assertThat(world.count(HOSTNAME)).isOne();
        assertThat(world.resolve(placement, HOSTNAME)).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aZoneOfAnotherConnectionTakesTheNameUntilItIsGone() {
        made(others);

        EnsuredZone refused = done(zones.ensureZone(placement, reference, HOSTNAME, target));
        done(zones.deleteZone(placement, reference, HOSTNAME));
        boolean left = world.count(HOSTNAME) == 1;
        done(zones.deleteZone(placement, others, HOSTNAME));

        assertThat(refused).isEqualTo(new EnsuredZone.NameTaken());
        assertThat(left).isTrue();
        made(reference);
    }

    @Test
    void theSameNameInAnotherVpcIsNoConflict() {
        made(others);

        madeOf(zones.ensureZone(
                world.elsewhere(), reference, HOSTNAME, world.targets().getLast()));
        done(zones.deleteZone(placement, others, HOSTNAME));

        assertThat(world.resolve(placement, HOSTNAME)).isEmpty();
        assertThat(world.resolve(world.elsewhere(), HOSTNAME))
                .containsExactly(world.targets().getLast().name());
    }

    @Test
    void zonesAboveAndBelowAreNoConflictAndTheNearestOneAnswers() {
        Hostname above = new Hostname("acme.example");
        world.foreignZone(placement, above);
        world.foreignZone(placement, new Hostname("b-1." + HOSTNAME));

        made(reference);

        assertThat(world.resolve(placement, HOSTNAME)).containsExactly(target.name());
        done(zones.deleteZone(placement, reference, HOSTNAME));
        assertThat(world.count(above)).isOne();
        assertThat(world.count(new Hostname("b-1." + HOSTNAME))).isOne();
    }

    @Test
    void aZoneThatSomebodyDeletesIsMadeAgainWithTheNextReferenceAndNotWithTheSame() {
        made(reference);
        world.deleteZone(HOSTNAME);

        ZoneCondition condition = inspect(target);
        EnsuredZone repeated = done(zones.ensureZone(placement, reference, HOSTNAME, target));

        assertThat(condition).isEqualTo(ZoneCondition.GONE);
        assertThat(repeated).isEqualTo(new EnsuredZone.ReferenceUsed());
        made(next);
        assertThat(world.resolve(placement, HOSTNAME)).containsExactly(target.name());
    }

    @Test
    void aZoneThatIsThereIsKeptWhateverTheNumberThatIsAskedWith() {
        EnsuredZone.Made first = made(reference);

        assertThat(made(next).id()).isEqualTo(first.id());
        assertThat(world.count(HOSTNAME)).isOne();
    }

    @Test
    void aConnectionThatMovesToAnotherVpcTakesItsZoneAlong() {
        made(reference);
        assertThat(done(zones.inspectZone(world.elsewhere(), reference, HOSTNAME, target)))
                .isEqualTo(ZoneCondition.CHANGED);

        EnsuredZone same = done(zones.ensureZone(world.elsewhere(), reference, HOSTNAME, target));
        madeOf(zones.ensureZone(world.elsewhere(), next, HOSTNAME, target));

        assertThat(same).isEqualTo(new EnsuredZone.ReferenceUsed());
        assertThat(world.count(HOSTNAME)).isOne();
        assertThat(world.resolve(placement, HOSTNAME)).isEmpty();
        assertThat(world.resolve(world.elsewhere(), HOSTNAME)).containsExactly(target.name());
    }

    @Test
    void aDeletionTakesTheZoneWithWhateverIsInItAndMayBeRepeated() {
        made(reference);
        world.addRecord(HOSTNAME);

        Removal removal = done(zones.deleteZone(placement, reference, HOSTNAME));

        assertThat(removal).isEqualTo(Removal.GONE);
        assertThat(world.count(HOSTNAME)).isZero();
        assertThat(done(zones.deleteZone(placement, next, HOSTNAME))).isEqualTo(Removal.GONE);
    }

    @Test
    void aListHoldsTheZonesOfThisInstallationWhateverTheirVpcAndNoOthers() {
        EnsuredZone.Made ours = made(reference);
        madeOf(zones.ensureZone(world.elsewhere(), others, new Hostname("other.example"), target));
        ZoneReference foreign = new ZoneReference(TypedId.next("ins"), TypedId.next("con"), 1);
        madeOf(zones.ensureZone(placement, foreign, new Hostname("foreign.example"), target));
        world.foreignZone(placement, new Hostname("somebody.example"));

        assertThat(listed())
                .containsExactlyInAnyOrder(
                        new ZonePage.Listed(ours.id(), reference, HOSTNAME),
                        new ZonePage.Listed(
                                listed().stream()
                                        .filter(zone -> zone.reference().equals(others))
                                        .findFirst()
                                        .orElseThrow()
                                        .id(),
                                others,
                                new Hostname("other.example")));
    }

    @ParameterizedTest
    @CsvSource({
        "Throttling, THROTTLED",
        "PriorRequestNotComplete, THROTTLED",
        "TooManyHostedZones, QUOTA",
        "AccessDenied, DENIED",
        "InvalidVPCId, UNKNOWN"
    })
    void whatAwsRefusesIsToldAndDoneLater(String code, Cause cause) {
        world.refuseAll(code);

        assertThat(refused(zones.ensureZone(placement, reference, HOSTNAME, target)))
                .extracting(Refusal::cause, Refusal::awsErrorCode)
                .containsExactly(cause, code);
        assertThat(refused(zones.inspectZone(placement, reference, HOSTNAME, target))
                        .cause())
                .isEqualTo(cause);
        assertThat(refused(zones.readChange(placement, "C0123456789ABCDEFGHI")).cause())
                .isEqualTo(cause);
        assertThat(refused(zones.listZones(placement, installation, null)).cause())
                .isEqualTo(cause);
        assertThat(refused(zones.deleteZone(placement, reference, HOSTNAME)).cause())
                .isEqualTo(cause);
        world.refuseNothing();
        made(reference);
    }

    private EnsuredZone.Made made(ZoneReference with) {
        return madeOf(zones.ensureZone(placement, with, HOSTNAME, target));
    }

    private ZoneCondition inspect(AliasTarget wanted) {
        return done(zones.inspectZone(placement, reference, HOSTNAME, wanted));
    }

    protected final List<ZonePage.Listed> listed() {
        List<ZonePage.Listed> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            ZonePage page = done(zones.listZones(placement, installation, token));
            all.addAll(page.zones());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    protected static EnsuredZone.Made madeOf(Outcome<EnsuredZone> outcome) {
        EnsuredZone zone = done(outcome);
        assertThat(zone).isInstanceOf(EnsuredZone.Made.class);
        return (EnsuredZone.Made) zone;
    }

    protected static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused ->
                throw new AssertionError(refused.refusal().toString());
        };
    }

    private static Refusal refused(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError("was done: " + done.value());
            case Outcome.Refused<?> refused -> refused.refusal();
        };
    }
}
