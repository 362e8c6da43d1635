package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import dev.postern.testing.Answer;
import dev.postern.testing.Placeholders;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is found when something is wrong with the bastion that a cluster's ways lead through, or behind it. */
final class BastionFaults {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BASTION = "connection/con_[^/]+/";

    private final TestTenant tenant;
    private final AtomicBoolean crossed = new AtomicBoolean();
    private final Bastion bastion;
    private final ValidatedCluster cluster;
    private final String path;
    private final SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();

    private interface Trouble {
        void make() throws IOException;
    }

    BastionFaults(FaultScene scene) {
        this.tenant = scene.tenant();
        this.bastion = open(scene);
        String connection = ValidatedCluster.created(tenant, "/connections", """
                {"kind": "SSH_BASTION", "name": "bastion", "host": "%s", "port": %d, "user": "%s", "hostKey": "%s"}""".formatted(
                        bastion.address().getAddress().getHostAddress(),
                        bastion.address().getPort(),
                        bastion.user(),
                        bastion.hostKey()));
        this.path = tenant.path("/connections/" + connection);
        this.cluster = scene.throughBastion(connection);
        install();
    }

    /** In which the names of two brokers can be crossed, as a wrong hosts file does it. */
    private Bastion open(FaultScene scene) {
        PrivateNetwork network = TenantKafka.network(scene.brokers());
        try {
            return scene.sandbox()
                    .openBastion("faulty", (host, port) -> network.find(crossed.get() ? other(host) : host, port));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String other(String host) {
        return host.startsWith("b-1.") ? host.replace("b-1.", "b-2.") : host.replace("b-2.", "b-1.");
    }

    SequencedMap<String, Callable<Map<String, String>>> scenarios() {
        scenarios.put("nothing is wrong with the bastion", () -> {
            cluster.awaitBrokers(3);
            install();
            // A gateway opens the ports of brokers that have just become known within a second.
            Answer passed = await().atMost(LIMIT)
                    .until(cluster::validate, run -> run.text("/state").equals("PASSED"));
            return row(passed, "broker/2/forwarding");
        });
        fault("a bastion that refuses connections", () -> bastion.faults().closePort(), BASTION + "reachable");
        fault("a bastion that has none of our keys", () -> bastion.authorize(""), BASTION + "log-in");
        fault(
                "a bastion that has one of our two keys",
                () -> bastion.authorize(lines().lines().findFirst().orElseThrow()),
                BASTION + "log-in");
        fault(
                "a bastion that forwards nothing",
                () -> bastion.faults().prohibitForwarding(true),
                BASTION + "forwarding");
        fault(
                "authorized_keys without one of the brokers",
                () -> bastion.authorize(lines().replace(",permitopen=\"b-2.kafka.acme.internal:9092\"", "")),
                "broker/2/forwarding");
        fault(
                "a broker that the bastion does not reach",
                () -> bastion.faults().unreachable("b-2.kafka.acme.internal", 9092),
                "broker/2/forwarding");
        fault("the bastion takes one broker for the other", () -> crossed.set(true), "broker/1/identity");
        fault("a bastion that stands still", () -> bastion.faults().freeze(), BASTION + "reachable");
        // The last one: such a bastion is not available until somebody approves a key.
        fault("a bastion that shows another host key", this::showAnotherHostKey, BASTION + "host-key");
        return scenarios;
    }

    private void showAnotherHostKey() {
        bastion.faults().changeHostKey();
        bastion.faults().drop();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tenant.admin().get(path).text("/reason").equals("HOST_KEY_CHANGED"));
    }

    private void fault(String fault, Trouble trouble, String check) {
        scenarios.put(fault, () -> {
            try {
                trouble.make();
                return row(cluster.validate(), check);
            } finally {
                crossed.set(false);
                bastion.faults().mend();
                install();
            }
        });
    }

    private static Map<String, String> row(Answer run, String check) {
        return SeenFault.row(
                run,
                check,
                Placeholders.standard()
                        .with("<key>", "SHA256:[A-Za-z0-9+/]+")
                        .with("<address>", "\\b127\\.\\d+\\.\\d+\\.\\d+"));
    }

    private void install() {
        bastion.authorize(lines());
    }

    private String lines() {
        Answer answer = tenant.admin().get(path + "/onboarding/authorized-keys");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
