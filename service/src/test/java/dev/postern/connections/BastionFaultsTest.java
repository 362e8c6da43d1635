package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionDialler;
import dev.postern.testing.FaultTable;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Everything that goes wrong with a connection over an SSH bastion, and what its owner is told then: the table in {@code
 * docs/faults.md}. Each fault ends, and the last column says what becomes of the connection then.
 */
@Import(Replica.Shared.class) // for the sake of one context with ConnectionFaultsTest
class BastionFaultsTest extends ReconcilerTest {

    private static final String BY_ITSELF = "goes on by itself";
    private static final String APPROVED = "goes on when it is approved";
    private static final String CORRECTED = "goes on with another host";
    private static final String UNHARMED = "is not harmed";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private BastionEdits edits;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private BastionVault vault;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private BastionDialler dialler;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ReconcilerProperties properties;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ProvisioningSteps provisioning;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private PrivateLinkSteps privateLink;

    private final SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();

    private interface Scenario {
        Map<String, String> run(BastionFaultScene scene);
    }

    @TestFactory
    Stream<DynamicTest> everyFaultIsToldAsTheTableSays() {
        notReached();
        hostKeys();
        showsAnotherForAWhile();
        logIns();
        forwarding();
        trouble();
        return FaultTable.of("Bastions", "fault", "phase", "reason", "waitingOn", "message", "remedy", "the connection")
                .tests(scenarios);
    }

    private void notReached() {
        fault("The bastion's name has no address", scene -> {
            ConnectionKey key = scene.connection("bastion.invalid");
            scene.rounds(key);
            return corrected(scene, key);
        });
        fault("The bastion is where the operator does not let us connect", scene -> {
            ConnectionKey key = scene.connection("10.0.0.1");
            scene.rounds(key);
            return corrected(scene, key);
        });
        fault("Nothing listens at the bastion's port", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().closePort();
            scene.rounds(key);
            return goesOn(scene, key);
        });
        fault("Nothing answers at the bastion's address", scene -> {
            ConnectionKey key = scene.ready();
            scene.fill();
            scene.hastyRound(key);
            return goesOn(scene, key);
        });
        fault("There is no SSH at the bastion's port", scene -> {
            ConnectionKey key = scene.ready();
            scene.impersonate(client -> {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                client.close();
            });
            scene.rounds(key);
            return goesOn(scene, key);
        });
        fault("The bastion takes connections and closes them at once", scene -> {
            ConnectionKey key = scene.ready();
            scene.impersonate(Socket::close);
            scene.rounds(key);
            return goesOn(scene, key);
        });
        fault("The bastion stands still, and closes nothing", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().freeze();
            scene.hastyRound(key);
            return goesOn(scene, key);
        });
    }

    private void hostKeys() {
        fault("Nobody has approved the host key yet", scene -> {
            ConnectionKey key = scene.connection();
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            assertThat(scene.bastion().usersTold()).isEmpty();
            return approvedAndOn(scene, key, seen);
        });
        fault("The bastion shows another host key", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().changeHostKey();
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            assertThat(scene.read(key).available()).isFalse();
            return approvedAndOn(scene, key, seen);
        });
    }

    private void showsAnotherForAWhile() {
        fault("The bastion shows another host key for a while", scene -> {
            ConnectionKey key = scene.ready();
            String approved = scene.bastion().fingerprint();
            scene.bastion().faults().changeHostKey();
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.cured();
            scene.rounds(key);
            assertThat(scene.read(key).state().reason()).isEqualTo(ConnectionReason.HOST_KEY_CHANGED);
            scene.approve(key, approved);
            return goesOn(scene, key, seen, "goes on when the former one is approved again");
        });
    }

    private void logIns() {
        fault("Neither key is installed", scene -> {
            ConnectionKey key = scene.approved();
            Map<String, String> seen = scene.seen(key);
            scene.install(key);
            return goesOn(scene, key, seen, BY_ITSELF);
        });
        fault("Only the first key is installed", scene -> {
            ConnectionKey key = scene.approved();
            scene.bastion().authorize(scene.lines(key).lines().toList().getFirst());
            scene.rounds(key);
            assertThat(scene.acceptedAt(key, 1)).isNotNull();
            assertThat(scene.acceptedAt(key, 2)).isNull();
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
        fault("Only the second key is installed", scene -> {
            ConnectionKey key = scene.approved();
            scene.bastion().authorize(scene.lines(key).lines().toList().getLast());
            scene.rounds(key);
            assertThat(scene.acceptedAt(key, 1)).isNull();
            assertThat(scene.acceptedAt(key, 2)).isNotNull();
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
        fault("Somebody takes our lines away", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().authorize("");
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.install(key);
            return goesOn(scene, key, seen, BY_ITSELF);
        });
    }

    private void forwarding() {
        fault("The bastion forwards nothing", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().prohibitForwarding(true);
            scene.rounds(key);
            return goesOn(scene, key);
        });
        fault("The lines permit another broker than the one that is known", scene -> {
            ConnectionKey key = scene.approved();
            scene.bastion().authorize(scene.lines(key).replace("b-2.kafka", "b-9.kafka"));
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.install(key);
            return goesOn(scene, key, seen, BY_ITSELF);
        });
        fault("The lines permit nothing, as those that were made before a broker was known", scene -> {
            ConnectionKey key = scene.approved();
            scene.bastion().authorize(AuthorizedKeys.of(scene.read(key), List.of()));
            scene.rounds(key);
            Map<String, String> seen = scene.seen(key);
            scene.install(key);
            return goesOn(scene, key, seen, BY_ITSELF);
        });
        fault("The bastion does not reach a broker, which is for a validation to tell", scene -> {
            ConnectionKey key = scene.ready();
            BastionFaultScene.BROKERS.forEach(
                    broker -> scene.bastion().faults().unreachable(broker.host(), broker.port()));
            scene.rounds(key);
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
    }

    private void trouble() {
        fault("The bastion cuts all connections", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().drop();
            scene.rounds(key);
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
        fault("The bastion is slow", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().slow(Duration.ofMillis(20), 100_000);
            scene.rounds(key);
            return goesOn(scene, key, scene.seen(key), UNHARMED);
        });
        fault("The connection is deleted while its bastion is away", scene -> {
            ConnectionKey key = scene.ready();
            scene.bastion().faults().closePort();
            scene.delete(key);
            scene.rounds(key);
            assertThat(scene.read(key).state().phase()).isEqualTo(ConnectionPhase.DELETED);
            return outcome(scene.seen(key), "is gone");
        });
    }

    private void fault(String name, Scenario scenario) {
        scenarios.put(name, () -> {
            try (BastionFaultScene scene =
                    new BastionFaultScene(world, edits, vault, dialler, properties, provisioning, privateLink)) {
                return scenario.run(scene);
            }
        });
    }

    /** The tenant names the bastion instead. */
    private static Map<String, String> corrected(BastionFaultScene scene, ConnectionKey key) {
        Map<String, String> seen = scene.seen(key);
        scene.correct(key);
        scene.rounds(key);
        scene.approve(key);
        scene.install(key);
        return goesOn(scene, key, seen, CORRECTED);
    }

    private static Map<String, String> approvedAndOn(
            BastionFaultScene scene, ConnectionKey key, Map<String, String> seen) {
        scene.approve(key);
        scene.install(key);
        scene.rounds(key);
        assertThat(scene.read(key).state().reason()).as("%s", scene.read(key)).isEqualTo(ConnectionReason.READY);
        return outcome(seen, APPROVED);
    }

    private static Map<String, String> goesOn(BastionFaultScene scene, ConnectionKey key) {
        return goesOn(scene, key, scene.seen(key), BY_ITSELF);
    }

    /** What was wrong is over: the connection must be ready. */
    private static Map<String, String> goesOn(
            BastionFaultScene scene, ConnectionKey key, Map<String, String> seen, String how) {
        scene.cured();
        scene.rounds(key);
        assertThat(scene.read(key).state().reason()).as("%s", scene.read(key)).isEqualTo(ConnectionReason.READY);
        return outcome(seen, how);
    }

    private static Map<String, String> outcome(Map<String, String> seen, String how) {
        Map<String, String> row = new HashMap<>(seen);
        row.put("the connection", how);
        return row;
    }
}
