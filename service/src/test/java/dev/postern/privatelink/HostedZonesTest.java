package dev.postern.privatelink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.DnsWorld;
import dev.postern.connections.spi.EnsuredZone;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ZoneProvisionerContract;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TypedId;
import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter with the real SDK, on the sandbox's Route 53. */
class HostedZonesTest extends ZoneProvisionerContract {

    private static final int SERVER_ERROR = 500;
    private static final int ATTEMPTS_OF_THE_SDK = 3;
    private static final int MOST_TRIES = 6;

    @SuppressWarnings("NullAway.Init") // set before each test, when the contract asks for the world
    private SandboxedRoute53 route53;

    @Override
    protected DnsWorld world() throws IOException {
        route53 = SandboxedRoute53.start();
        return route53;
    }

    /** Each call that a zone takes, its answer lost once or for all attempts of the SDK. */
    @ParameterizedTest
    @CsvSource({
        "ListHostedZonesByName, 1",
        "ListHostedZonesByName, 3",
        "CreateHostedZone, 1",
        "CreateHostedZone, 3",
        "ChangeResourceRecordSets, 1",
        "ChangeResourceRecordSets, 3",
    })
    void whicheverAnswerIsLostThereIsOneZoneInTheEnd(String action, int times) {
        AtomicInteger left = new AtomicInteger(times);
        route53.sandbox().aws().intercept((call, service) -> {
            if (!call.action().equals(action) || left.getAndDecrement() <= 0) {
                return service.proceed();
            }
            try {
                service.proceed();
            } catch (AwsException refusal) {
                // nobody gets to hear of that either
            }
            throw new AwsException(SERVER_ERROR, "InternalFailure", "the answer was lost");
        });

        ensureUntilMade();

        assertThat(left.get())
                .as("the answer was lost as often as it was to be")
                .isNotPositive();
        assertThat(world.count(HOSTNAME)).isOne();
        assertThat(world.resolve(world.placement(), HOSTNAME))
                .containsExactly(world.targets().getFirst().name());
    }

    /** Lists of names may be behind; the VPC knows of the zone all the same. */
    @Test
    void aZoneThatTheListOfNamesDoesNotShowYetIsFoundInTheVpc() {
        AtomicReference<AwsAnswer> firstList = new AtomicReference<>();
        route53.sandbox()
                .aws()
                .intercept((call, service) -> call.action().equals("ListHostedZonesByName")
                        ? firstList.updateAndGet(known -> known == null ? service.proceed() : known)
                        : service.proceed());

        EnsuredZone.Made first = ensureUntilMade();
        EnsuredZone.Made second = ensureUntilMade();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(world.count(HOSTNAME)).isOne();
    }

    @Test
    void whatIsChangedBetweenListAndDeletionIsToldAndDeletedNextTime() {
        ensureUntilMade();
        AtomicInteger left = new AtomicInteger(ATTEMPTS_OF_THE_SDK);
        route53.sandbox().aws().intercept((call, service) -> {
            if (call.action().equals("DeleteHostedZone") && left.getAndDecrement() > 0) {
                throw AwsException.badRequest("HostedZoneNotEmpty", "somebody has put another record in");
            }
            return service.proceed();
        });

        Outcome<?> first = world.zones().deleteZone(world.placement(), reference, HOSTNAME);
        left.set(0);
        Outcome<?> second = world.zones().deleteZone(world.placement(), reference, HOSTNAME);

        assertThat(first).isInstanceOf(Outcome.Refused.class);
        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThat(world.count(HOSTNAME)).isZero();
    }

    @Test
    void aListGoesOnBeyondAPage() {
        int zones = 101;
        AliasTarget target = world.targets().getFirst();
        for (int i = 0; i < zones; i++) {
            ZoneReference each = new ZoneReference(reference.installation(), TypedId.next("con"), 1);
            madeOf(world.zones()
                    .ensureZone(world.placement(), each, new Hostname("kafka-" + i + ".acme.example"), target));
        }

        assertThat(listed()).hasSize(zones);
        assertThat(listed()).extracting(zone -> zone.hostname()).doesNotHaveDuplicates();
    }

    /** An operator who has given its role what the documentation says can have zones. */
    @Test
    void everythingThatIsAskedOfRoute53IsInTheDocumentation() throws IOException {
        Set<String> documented = documentedActions();
        world.foreignZone(world.placement(), new Hostname("taken.example"));
        PlacementId placement = world.placement();
        AliasTarget target = world.targets().getFirst();
        long before = route53.sandbox().aws().calls().total();

        EnsuredZone.Made zone = ensureUntilMade();
        done(world.zones().ensureZone(placement, reference, new Hostname("taken.example"), target));
        done(world.zones().readChange(placement, zone.changeId()));
        done(world.zones().inspectZone(placement, reference, HOSTNAME, target));
        listed();
        done(world.zones().deleteZone(placement, reference, HOSTNAME));

        Set<String> asked = route53.sandbox().aws().calls().entries().stream()
                .filter(entry -> entry.number() > before)
                .peek(entry -> assertThat(entry.service()).isEqualTo("route53"))
                .map(CallLog.Entry::action)
                .collect(Collectors.toSet());
        assertThat(asked).isEqualTo(documented);
    }

    private static Set<String> documentedActions() throws IOException {
        String row = Files.readAllLines(Path.of("../docs/operating.md")).stream()
                .filter(line -> line.startsWith("| Route 53"))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("`(\\w+)`")
                .matcher(row)
                .results()
                .map(action -> action.group(1))
                .collect(Collectors.toSet());
    }

    private EnsuredZone.Made ensureUntilMade() {
        int number = 1;
        for (int i = 0; i < MOST_TRIES; i++) {
            ZoneReference each = new ZoneReference(reference.installation(), reference.connection(), number);
            Outcome<EnsuredZone> outcome = world.zones()
                    .ensureZone(
                            world.placement(), each, HOSTNAME, world.targets().getFirst());
            if (outcome instanceof Outcome.Done<EnsuredZone> done) {
                switch (done.value()) {
                    case EnsuredZone.Made made -> {
                        return made;
                    }
                    case EnsuredZone.ReferenceUsed used -> number++;
                    case EnsuredZone.NameTaken taken -> throw new AssertionError("the name is ours");
                }
            }
        }
        throw new AssertionError("there is no zone after %d tries".formatted(MOST_TRIES));
    }
}
