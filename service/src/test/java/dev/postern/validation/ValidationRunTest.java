package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.clusters.ClusterHealth;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.FakeBrokers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs, over brokers that keep the probes' contract but are not there. */
class ValidationRunTest {

    private static final Verdict HEALTHY = new Verdict(ValidationState.PASSED, ClusterHealth.HEALTHY, false);
    private static final Verdict FAILING = new Verdict(ValidationState.FAILED, ClusterHealth.FAILING, false);

    private final Queue<Check> checks = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource(SecurityProtocol.class)
    void aClusterInWhichEverythingIsRightPasses(SecurityProtocol protocol) {
        Picture picture = protocol.sasl()
                ? Picture.of(3).login(protocol, FakeBrokers.PASSWORD)
                : Picture.of(3).security(protocol);

        Verdict verdict = run(picture, rightly(3, protocol));

        assertThat(verdict).isEqualTo(HEALTHY);
        assertThat(checks).allMatch(check -> check.outcome() == CheckOutcome.PASS);
        assertThat(finding("broker/2/identity").summary())
                .isEqualTo("All 8 connections reached broker 2, proven by ApiVersions.");
        assertThat(has("broker/2/tls")).isEqualTo(protocol.tls());
        assertThat(has("broker/2/login")).isEqualTo(protocol.sasl());
    }

    @Test
    void crossedListenersAreFoundAndEachIsToldWhoAnswers() {
        FakeBrokers brokers = FakeBrokers.of(3)
                .listen(9001, SecurityProtocol.PLAINTEXT, 1)
                .listen(9002, SecurityProtocol.PLAINTEXT, 3)
                .listen(9003, SecurityProtocol.PLAINTEXT, 2);
        Picture picture = Picture.of(3);

        Verdict verdict = run(picture, brokers);

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(outcomes("broker/1/identity", "broker/2/identity", "broker/3/identity"))
                .containsExactly(CheckOutcome.PASS, CheckOutcome.FAIL, CheckOutcome.FAIL);
        assertThat(finding("broker/2/identity").summary()).isEqualTo("Here answers broker 3, not broker 2.");
        assertThat(finding("broker/2/identity").remedy())
                .contains("listener 9002 of connection " + picture.connection())
                .contains("target group")
                .contains("b-2.kafka.internal:9092");
    }

    @Test
    void overTlsTheCertificateOfTheOtherBrokerFailsTheIdentityCheckThatNamesIt() {
        FakeBrokers brokers = FakeBrokers.of(3)
                .listen(9001, SecurityProtocol.SSL, 1)
                .listen(9002, SecurityProtocol.SSL, 3)
                .listen(9003, SecurityProtocol.SSL, 2);

        run(Picture.of(3).security(SecurityProtocol.SSL), brokers);

        assertThat(outcomes("broker/2/tls", "broker/2/api-versions", "broker/2/identity"))
                .containsExactly(CheckOutcome.FAIL, CheckOutcome.SKIPPED, CheckOutcome.FAIL);
        assertThat(finding("broker/2/identity").summary())
                .isEqualTo("Here answers broker 3, not broker 2: it shows the certificate of b-3.kafka.internal.");
    }

    @Test
    void whereAllListenersAreCrossedTheKnownTopologyStillNamesWhoAnswers() {
        FakeBrokers brokers =
                FakeBrokers.of(2).listen(9001, SecurityProtocol.SSL, 2).listen(9002, SecurityProtocol.SSL, 1);

        run(Picture.of(2).security(SecurityProtocol.SSL), brokers);

        assertThat(outcomes("metadata")).containsExactly(CheckOutcome.SKIPPED);
        assertThat(finding("broker/1/identity").summary()).startsWith("Here answers broker 2, not broker 1");
    }

    @Test
    void aListenerThatAnswersAtRandomIsFound() {
        FakeBrokers brokers = rightly(3, SecurityProtocol.PLAINTEXT).listen(9002, SecurityProtocol.PLAINTEXT, 2, 3);

        run(Picture.of(3), brokers);

        assertThat(finding("broker/2/identity").outcome()).isEqualTo(CheckOutcome.FAIL);
        assertThat(finding("broker/2/identity").summary())
                .matches("Of 8 connections \\d reached broker 2; .*broker 3.");
        assertThat(finding("broker/2/identity").remedy()).contains("more than one target");
    }

    @Test
    void aBrokerThatIsDownFailsAloneAndItsHigherChecksAreSkipped() {
        FakeBrokers brokers = FakeBrokers.of(3)
                .listen(9001, SecurityProtocol.PLAINTEXT, 1)
                .listen(9003, SecurityProtocol.PLAINTEXT, 3);

        Verdict verdict = run(Picture.of(3), brokers);

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(outcomes("broker/2/tcp", "broker/2/api-versions", "broker/2/identity"))
                .containsExactly(CheckOutcome.FAIL, CheckOutcome.SKIPPED, CheckOutcome.SKIPPED);
        assertThat(outcomes("broker/1/identity", "broker/3/identity", "metadata"))
                .containsOnly(CheckOutcome.PASS);
    }

    @Test
    void aDeadBrokerDoesNotDelayTheVerdictOnTheOthers() {
        FakeBrokers brokers = rightly(3, SecurityProtocol.PLAINTEXT).silent(9002);

        run(Picture.of(3), brokers);

        assertThat(order("broker/1/identity")).isLessThan(order("broker/2/tcp"));
        assertThat(order("broker/3/identity")).isLessThan(order("broker/2/tcp"));
    }

    @Test
    void aHundredBrokersAreValidatedAtTheSameTime() {
        FakeBrokers brokers = rightly(100, SecurityProtocol.PLAINTEXT).together(100);

        Verdict verdict = new ValidationRun(
                        Picture.of(100).paint(),
                        brokers,
                        new ValidationSettings(
                                4,
                                4,
                                256,
                                8,
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(60),
                                Duration.ZERO,
                                Duration.ofDays(1),
                                100),
                        checks::add)
                .run();

        assertThat(outcomes("configuration/listeners")).containsExactly(CheckOutcome.FAIL);
        assertThat(checks)
                .filteredOn(check -> check.id().value().startsWith("broker/"))
                .hasSize(400)
                .allMatch(check -> check.outcome() == CheckOutcome.PASS);
        assertThat(verdict).isEqualTo(FAILING);
    }

    @Test
    void whenNoBrokerCanBeReachedTheClusterIsUnreachable() {
        Verdict verdict = run(Picture.of(3), FakeBrokers.of(3));

        assertThat(verdict).isEqualTo(new Verdict(ValidationState.FAILED, ClusterHealth.UNREACHABLE, false));
    }

    @Test
    void aNameThatDoesNotResolveIsAFindingOfItsOwn() {
        run(Picture.of(2).unresolvable(2), rightly(2, SecurityProtocol.PLAINTEXT));

        assertThat(outcomes("broker/2/resolve", "broker/2/tcp", "broker/2/identity"))
                .containsExactly(CheckOutcome.FAIL, CheckOutcome.SKIPPED, CheckOutcome.SKIPPED);
    }

    @Test
    void aWrongPasswordIsTriedOnOneBrokerOnly() {
        FakeBrokers brokers = rightly(9, SecurityProtocol.SASL_SSL);

        Verdict verdict = run(Picture.of(9).login(SecurityProtocol.SASL_SSL, "wrong"), brokers);

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(brokers.refusedLogins()).isEqualTo(1);
        assertThat(checks)
                .filteredOn(check -> check.id().value().endsWith("/login"))
                .extracting(Check::outcome)
                .containsOnlyOnce(CheckOutcome.FAIL)
                .containsOnly(CheckOutcome.FAIL, CheckOutcome.SKIPPED);
    }

    @Test
    void noCredentialsAreSentWhereTlsFails() {
        FakeBrokers brokers =
                FakeBrokers.of(2).listen(9001, SecurityProtocol.SASL_SSL, 2).listen(9002, SecurityProtocol.SASL_SSL, 1);

        run(Picture.of(2).login(SecurityProtocol.SASL_SSL, "wrong"), brokers);

        assertThat(brokers.refusedLogins()).isZero();
        assertThat(outcomes("broker/1/login", "broker/2/login")).containsOnly(CheckOutcome.SKIPPED);
    }

    @Test
    void whereNothingCanProveWhoAnswersTheRunIsInconclusive() {
        Verdict verdict =
                run(Picture.of(2), rightly(2, SecurityProtocol.PLAINTEXT).unprovable());

        assertThat(verdict).isEqualTo(new Verdict(ValidationState.INCONCLUSIVE, ClusterHealth.HEALTHY, true));
        assertThat(outcomes("broker/1/identity", "broker/2/identity")).containsOnly(CheckOutcome.UNPROVEN);
    }

    @Test
    void aCertificateThatEndsSoonIsAWarning() {
        Verdict verdict = run(
                Picture.of(2).security(SecurityProtocol.SSL),
                rightly(2, SecurityProtocol.SSL).certificateDays(2, 5));

        assertThat(verdict).isEqualTo(HEALTHY);
        assertThat(outcomes("broker/1/tls", "broker/2/tls")).containsExactly(CheckOutcome.PASS, CheckOutcome.WARN);
    }

    @Test
    void brokersThatAreNotKnownYetAreValidatedAsSoonAsTheClusterTellsOfThem() {
        Verdict verdict = run(Picture.of(3).neverSeen(), rightly(3, SecurityProtocol.PLAINTEXT));

        assertThat(verdict).isEqualTo(HEALTHY);
        assertThat(has("bootstrap/tcp")).isTrue();
        assertThat(outcomes("broker/1/identity", "broker/2/identity", "broker/3/identity"))
                .containsOnly(CheckOutcome.PASS);
    }

    @Test
    void anAdvertisedBrokerWithoutARouteFailsTheMetadataCheck() {
        Verdict verdict = run(Picture.of(3).unroute(2), rightly(3, SecurityProtocol.PLAINTEXT));

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(finding("metadata").summary()).isEqualTo("No way leads to broker 2 (b-2.kafka.internal:9092).");
        assertThat(finding("metadata").remedy()).contains("listener").contains("target group");
        assertThat(has("broker/2/tcp")).isFalse();
    }

    @Test
    void anotherClusterInThePlaceOfTheKnownOneIsFound() {
        run(Picture.of(2).kafkaClusterId("the-one-before"), rightly(2, SecurityProtocol.PLAINTEXT));

        assertThat(finding("metadata").summary())
                .isEqualTo("Another cluster answers: its id is fake-cluster, not the-one-before.");
        assertThat(outcomes("broker/1/identity", "broker/2/identity")).containsOnly(CheckOutcome.FAIL);
    }

    @Test
    void oneListenerThatLeadsToAnotherClusterDoesNotMakeTheMetadataItsOwn() {
        FakeBrokers brokers = rightly(3, SecurityProtocol.PLAINTEXT).stranger(9001);

        run(Picture.of(3), brokers);

        assertThat(outcomes("metadata", "broker/1/identity", "broker/2/identity", "broker/3/identity"))
                .containsExactly(CheckOutcome.PASS, CheckOutcome.FAIL, CheckOutcome.PASS, CheckOutcome.PASS);
        assertThat(finding("broker/1/identity").summary())
                .isEqualTo("Here answers a broker of the cluster other-cluster, not broker 1.");
    }

    @Test
    void aFaultOfOursEndsTheRunAtOnceInsteadOfLeavingItWaiting() {
        Picture picture = Picture.of(3);
        ClusterPicture broken = picture.paint();
        ClusterPicture faulty = new ClusterPicture(
                broken.cluster(),
                broken.security(),
                broken.kafkaClusterId(),
                broken.connections(),
                broken.ways(),
                live -> {
                    throw new IllegalStateException("the database is away");
                },
                broken.bastions());
        ValidationRun run = new ValidationRun(
                faulty,
                rightly(3, SecurityProtocol.PLAINTEXT),
                settings(Duration.ofSeconds(30), Duration.ofSeconds(60)),
                checks::add);

        assertThatThrownBy(run::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBootstrapNameOfItsOwnMustBeInEveryBrokersCertificate() {
        FakeBrokers brokers = rightly(2, SecurityProtocol.SSL)
                .listen(Picture.BOOTSTRAP_PORT, SecurityProtocol.SSL, 1, 2)
                .bootstrapName(Picture.BOOTSTRAP_NAME.host());
        Picture picture = Picture.of(2).security(SecurityProtocol.SSL).bootstrapRoute();

        assertThat(run(picture, brokers)).isEqualTo(HEALTHY);
        assertThat(outcomes("bootstrap/tls")).containsExactly(CheckOutcome.PASS);
    }

    @Test
    void aBootstrapNameThatNoCertificateCarriesFails() {
        FakeBrokers brokers =
                rightly(2, SecurityProtocol.SSL).listen(Picture.BOOTSTRAP_PORT, SecurityProtocol.SSL, 1, 2);

        run(Picture.of(2).security(SecurityProtocol.SSL).bootstrapRoute(), brokers);

        assertThat(outcomes("bootstrap/tls", "broker/1/identity", "broker/2/identity"))
                .containsExactly(CheckOutcome.FAIL, CheckOutcome.PASS, CheckOutcome.PASS);
    }

    @Test
    void aBootstrapListenerThatLeadsToAnotherClusterIsFoundThoughEveryBrokerIsRight() {
        FakeBrokers brokers = rightly(2, SecurityProtocol.PLAINTEXT).stranger(Picture.BOOTSTRAP_PORT);
        Picture picture = Picture.of(2).bootstrapRoute();

        Verdict verdict = run(picture, brokers);

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(outcomes("metadata", "broker/1/identity", "broker/2/identity", "bootstrap/identity"))
                .containsExactly(CheckOutcome.PASS, CheckOutcome.PASS, CheckOutcome.PASS, CheckOutcome.FAIL);
        assertThat(finding("bootstrap/identity").remedy())
                .contains("listener 9091 of connection " + picture.connection());
    }

    @Test
    void aBootstrapListenerMayLeadToAnyBrokerOfTheCluster() {
        FakeBrokers brokers =
                rightly(2, SecurityProtocol.PLAINTEXT).listen(Picture.BOOTSTRAP_PORT, SecurityProtocol.PLAINTEXT, 1, 2);

        assertThat(run(Picture.of(2).bootstrapRoute(), brokers)).isEqualTo(HEALTHY);
        assertThat(finding("bootstrap/identity").summary())
                .isEqualTo("All 8 connections reached brokers of the cluster.");
    }

    @Test
    void aConnectionThatIsNotAvailableFailsItsCheck() {
        Picture picture = Picture.of(1).connectionNotAvailable();

        run(picture, FakeBrokers.of(1));

        assertThat(finding("connection/%s/available".formatted(picture.connection()))
                        .outcome())
                .isEqualTo(CheckOutcome.FAIL);
    }

    @Test
    void aRouteIntoAZoneThatTheConnectionDoesNotHaveFailsTheConfiguration() {
        run(Picture.of(1).route(1, "use1-az6"), rightly(1, SecurityProtocol.PLAINTEXT));

        assertThat(finding("configuration/zones").summary()).contains("is not in use1-az6 but in use1-az1");
    }

    @Test
    void aRunThatTakesTooLongIsStoppedAndSaysSo() {
        ValidationSettings hurried = settings(Duration.ofSeconds(30), Duration.ofMillis(300));

        Verdict verdict = new ValidationRun(
                        Picture.of(2).paint(),
                        rightly(2, SecurityProtocol.PLAINTEXT).silent(9002),
                        hurried,
                        checks::add)
                .run();

        assertThat(verdict).isEqualTo(FAILING);
        assertThat(finding("run").summary()).startsWith("The run was stopped");
        assertThat(finding("broker/2/tcp").summary()).isEqualTo("Not done when the run was stopped after 300 ms.");
        assertThat(outcomes("broker/2/tcp", "broker/2/api-versions", "broker/2/identity"))
                .containsExactly(CheckOutcome.FAIL, CheckOutcome.SKIPPED, CheckOutcome.SKIPPED);
        assertThat(outcomes("broker/1/identity")).containsExactly(CheckOutcome.PASS);
    }

    @Test
    void aDeadBrokersIdentityIsNotHeldUpByOneThatMightStillTellTheMetadata() {
        FakeBrokers brokers = FakeBrokers.of(2).silent(9001);

        run(Picture.of(2), brokers);

        assertThat(order("broker/2/identity")).isLessThan(order("broker/1/tcp"));
    }

    @Test
    void everyCheckThatDidNotPassHasARemedyAndNoneIsMadeTwice() {
        FakeBrokers brokers = FakeBrokers.of(4)
                .listen(9001, SecurityProtocol.SSL, 2)
                .listen(9002, SecurityProtocol.PLAINTEXT, 2)
                .listen(9003, SecurityProtocol.SSL, 3, 4);

        run(Picture.of(4).security(SecurityProtocol.SSL), brokers);

        assertThat(checks)
                .allMatch(check -> (check.outcome() == CheckOutcome.PASS)
                        == (check.finding().remedy() == null));
        assertThat(checks).extracting(Check::id).doesNotHaveDuplicates();
    }

    private Verdict run(Picture picture, FakeBrokers brokers) {
        return new ValidationRun(
                        picture.paint(), brokers, settings(Duration.ofMillis(500), Duration.ofSeconds(30)), checks::add)
                .run();
    }

    private static FakeBrokers rightly(int count, SecurityProtocol protocol) {
        FakeBrokers brokers = FakeBrokers.of(count);
        IntStream.rangeClosed(1, count).forEach(id -> brokers.listen(9000 + id, protocol, id));
        return brokers;
    }

    private static ValidationSettings settings(Duration step, Duration run) {
        return new ValidationSettings(4, 4, 64, 8, step, step, step, step, run, Duration.ZERO, Duration.ofDays(1), 100);
    }

    private Finding finding(String id) {
        return checks.stream()
                .filter(check -> check.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check %s among %s".formatted(id, ids())))
                .finding();
    }

    private List<CheckOutcome> outcomes(String... ids) {
        return Arrays.stream(ids).map(id -> finding(id).outcome()).toList();
    }

    private boolean has(String id) {
        return ids().contains(id);
    }

    private int order(String id) {
        return ids().indexOf(id);
    }

    private List<String> ids() {
        return checks.stream().map(check -> check.id().value()).toList();
    }
}
