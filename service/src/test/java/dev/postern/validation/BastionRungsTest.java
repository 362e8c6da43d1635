package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.FakeBrokers;
import dev.postern.connections.BastionTrial;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.connections.spi.BastionContact.Forwarding.Answer;
import dev.postern.connections.spi.InMemoryBastions;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A run over ways that lead through a bastion: it is tried out, and each broker's ladder has a rung for it. */
class BastionRungsTest {

    private static final BastionAddress ADDRESS = new BastionAddress("bastion.example", 22, "postern");
    private static final InMemoryBastions KEYS = new InMemoryBastions();
    private static final SshPublicKey FIRST = KEYS.newKeyPair().publicKey();
    private static final SshPublicKey SECOND = KEYS.newKeyPair().publicKey();

    private final Queue<Check> checks = new ConcurrentLinkedQueue<>();

    @Test
    void whereTheBastionLetsUsThroughEveryCheckPasses() {
        Verdict verdict = run(brokers -> contacted(reached(brokers, Answer.REACHED)));

        assertThat(verdict.state()).isEqualTo(ValidationState.PASSED);
        assertThat(outcomes())
                .containsEntry("way-in/reachable", CheckOutcome.PASS)
                .containsEntry("way-in/host-key", CheckOutcome.PASS)
                .containsEntry("way-in/log-in", CheckOutcome.PASS)
                .containsEntry("way-in/forwarding", CheckOutcome.PASS)
                .containsEntry("broker/1/forwarding", CheckOutcome.PASS)
                .containsEntry("broker/2/identity", CheckOutcome.PASS);
    }

    @Test
    void aBastionThatIsAwayIsOneFaultAndNotThatOfEachBroker() {
        Verdict verdict = run(brokers -> contacted(new BastionContact.TcpTimeout()));

        assertThat(verdict.health()).isEqualTo(dev.postern.clusters.ClusterHealth.UNREACHABLE);
        assertThat(failed()).containsExactly("way-in/reachable");
        assertThat(outcomes())
                .containsEntry("way-in/log-in", CheckOutcome.SKIPPED)
                .containsEntry("broker/1/tcp", CheckOutcome.PASS)
                .containsEntry("broker/1/forwarding", CheckOutcome.SKIPPED)
                .containsEntry("broker/2/identity", CheckOutcome.SKIPPED);
    }

    @Test
    void aHostKeyThatNobodyHasApprovedIsShownWithItsFingerprint() {
        run(brokers -> new BastionTrial.Unapproved(ADDRESS, FIRST));

        assertThat(failed()).containsExactly("way-in/host-key");
        assertThat(finding("way-in/host-key").summary()).contains(FIRST.fingerprint());
    }

    @Test
    void anotherHostKeyThanTheApprovedOneFailsThatRungAlone() {
        run(brokers -> contacted(new BastionContact.HostKeyMismatch(SECOND)));

        assertThat(failed()).containsExactly("way-in/host-key");
        assertThat(outcomes()).containsEntry("way-in/reachable", CheckOutcome.PASS);
    }

    @Test
    void keysThatAreNotInstalledFailTheLogIn() {
        run(brokers -> contacted(new BastionContact.LoginRefused()));

        assertThat(failed()).containsExactly("way-in/log-in");
        assertThat(finding("way-in/log-in").remedy()).contains("authorized_keys lines");
    }

    @Test
    void oneOfTwoKeysIsEnoughForNowAndWorthAWarning() {
        Verdict verdict = run(brokers -> contacted(new BastionContact.Reached(
                List.of(SECOND), brokers.stream().map(Forwarding::reached).toList())));

        assertThat(verdict.state()).isEqualTo(ValidationState.PASSED);
        assertThat(outcomes()).containsEntry("way-in/log-in", CheckOutcome.WARN);
    }

    @Test
    void aBrokerThatTheBastionIsNotToReachIsNamed() {
        run(brokers -> contacted(butSecond(brokers, Answer.PROHIBITED)));

        assertThat(failed()).containsExactlyInAnyOrder("way-in/forwarding", "broker/2/forwarding");
        assertThat(outcomes())
                .containsEntry("broker/1/identity", CheckOutcome.PASS)
                .containsEntry("broker/2/identity", CheckOutcome.SKIPPED);
    }

    @Test
    void aBrokerThatTheBastionDoesNotReachFailsWithWhatTheBastionSays() {
        run(brokers -> contacted(butSecond(brokers, Answer.NOT_REACHED)));

        assertThat(failed()).containsExactly("broker/2/forwarding");
        assertThat(finding("broker/2/forwarding").evidence().toString()).contains("Connection refused");
        assertThat(outcomes()).containsEntry("way-in/forwarding", CheckOutcome.PASS);
    }

    private Verdict run(Function<List<HostPort>, BastionTrial> bastion) {
        FakeBrokers brokers = FakeBrokers.of(2)
                .listen(9001, SecurityProtocol.PLAINTEXT, 1)
                .listen(9002, SecurityProtocol.PLAINTEXT, 2);
        return new ValidationRun(
                        Picture.of(2).overBastion(bastion).paint(),
                        brokers,
                        ManyBrokers.settings(Duration.ofSeconds(20), Duration.ofSeconds(60)),
                        checks::add)
                .run();
    }

    private static BastionTrial contacted(BastionContact contact) {
        return new BastionTrial.Contacted(ADDRESS, List.of(FIRST, SECOND), contact);
    }

    private static BastionContact reached(List<HostPort> brokers, Answer answer) {
        return new BastionContact.Reached(
                List.of(FIRST, SECOND),
                brokers.stream().map(each -> new Forwarding(each, answer, null)).toList());
    }

    private static BastionContact butSecond(List<HostPort> brokers, Answer answer) {
        return new BastionContact.Reached(
                List.of(FIRST, SECOND),
                brokers.stream()
                        .map(each -> each.equals(FakeBrokers.address(2))
                                ? new Forwarding(each, answer, "Connection refused")
                                : Forwarding.reached(each))
                        .toList());
    }

    private List<String> failed() {
        return outcomes().entrySet().stream()
                .filter(entry -> entry.getValue() == CheckOutcome.FAIL)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, CheckOutcome> outcomes() {
        return checks.stream().collect(Collectors.toMap(BastionRungsTest::name, Check::outcome));
    }

    private Finding finding(String name) {
        return checks.stream()
                .filter(check -> name(check).equals(name))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    /** The id of the connection is another one in every run. */
    private static String name(Check check) {
        return check.id().value().replaceFirst("^connection/[^/]+/", "way-in/");
    }
}
