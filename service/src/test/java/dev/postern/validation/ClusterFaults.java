package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.BrokerCertificate;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.network.Target;
import dev.postern.testing.Answer;
import dev.postern.testing.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/**
 * Makes every fault of a cluster, one after the other. Those whose time-outs take long go on in the background meanwhile,
 * each over listeners of its own.
 */
final class ClusterFaults {

    private static final int PLAIN = TenantKafka.PLAINTEXT_BASE;
    private static final int TLS = TenantKafka.SASL_SSL_BASE;

    /** More than a broker's first answer, and less than its first two. */
    private static final long IN_MID_CONVERSATION = 900;

    private static final int MOST_RUNS = 4;

    private final FaultScene scene;
    private final KafkaBrokers otherCluster;
    private final SequencedMap<String, Callable<Map<String, String>>> scenarios = new LinkedHashMap<>();

    ClusterFaults(FaultScene scene, KafkaBrokers otherCluster) {
        this.scene = scene;
        this.otherCluster = otherCluster;
    }

    private interface Trouble {
        void make() throws Exception;
    }

    /** Brings the cluster's health to light, then makes each fault in turn. */
    SequencedMap<String, Callable<Map<String, String>>> scenarios() {
        ValidatedCluster plain = scene.plain(PLAIN).awaitBrokers(3);
        ValidatedCluster secure = scene.secure().awaitBrokers(3);
        scenarios.put("nothing is wrong", () -> seen(secure.validate(), "broker/2/identity"));
        addresses();
        zones();
        listeners(plain, secure);
        hangingBrokers();
        otherCluster(plain, secure);
        certificates(secure);
        logIns();
        permissions();
        brokersThatComeAndGo();
        scenarios.putAll(new BastionFaults(scene).scenarios());
        return scenarios;
    }

    private void addresses() {
        scenarios.put(
                "an endpoint whose address is in a network that the operator does not allow",
                () -> seen(scene.leadingTo("10.0.0.1").validate(), "bootstrap/resolve"));
    }

    private void zones() {
        ValidatedCluster zonal = scene.inZone("use1-az2").awaitBrokers(3);
        scene.slow().crossZone(false);
        inBackground(
                "a zone without a target, and cross-zone load balancing is off",
                () -> seen(zonal.validate(), "broker/1/tcp"));
        scenarios.put("a target group whose only target is unhealthy: the load balancer uses it all the same", () -> {
            ValidatedCluster cluster = scene.plainOverOwnListeners(9110);
            scene.slow().listen(9112, Target.local(scene.closedPort()));
            scene.slow().health(9112, false);
            return seen(cluster.validate(), "broker/2/api-versions");
        });
    }

    private void listeners(ValidatedCluster plain, ValidatedCluster secure) {
        scenarios.put(
                "two listeners crossed",
                () -> with(
                        () -> scene.shared().cross(PLAIN + 1, PLAIN + 2),
                        () -> seen(plain.validate(), "broker/1/identity")));
        scenarios.put(
                "two listeners crossed, with TLS",
                () -> with(
                        () -> scene.shared().cross(TLS + 1, TLS + 2),
                        () -> seen(secure.validate(), "broker/1/identity")));
        scenarios.put(
                "a listener with two brokers behind it",
                () -> with(
                        () -> scene.shared().mix(PLAIN + 2, PLAIN + 3),
                        () -> SeenFault.row(
                                bothSeen(plain),
                                "broker/2/identity",
                                placeholders().with("Of 8 connections <some>", "Of 8 connections [1-7]"))));
        scenarios.put("a listener that is missing", () -> {
            ValidatedCluster cluster = scene.plainOverOwnListeners(9120);
            scene.slow().remove(9122);
            return seen(cluster.validate(), "broker/2/tcp");
        });
    }

    /** One run in 128 sees only one of the two: eight connections are a proof of one broker, never of all. */
    private static Answer bothSeen(ValidatedCluster cluster) {
        Answer run = cluster.validate();
        for (int more = 1; more < MOST_RUNS && !summary(run).startsWith("Of 8"); more++) {
            run = cluster.validate();
        }
        return run;
    }

    private static String summary(Answer run) {
        return ValidatedCluster.check(run, "broker/2/identity").path("summary").asString();
    }

    private void hangingBrokers() {
        ValidatedCluster plain = scene.plainOverOwnListeners(9130);
        scene.slow().freeze(9132, 0);
        inBackground(
                "a broker that hangs: it accepts connections and says nothing",
                () -> seen(plain.validate(), "broker/2/api-versions"));
        ValidatedCluster secure = scene.secureOverOwnListeners(9140);
        scene.slow().freeze(9142, 0);
        inBackground("a broker that hangs, with TLS", () -> seen(secure.validate(), "broker/2/tls"));
        ValidatedCluster stopping = scene.plainOverOwnListeners(9150);
        scene.slow().freeze(9152, IN_MID_CONVERSATION);
        inBackground(
                "a broker that hangs in the middle of a conversation",
                () -> seen(stopping.validate(), "broker/2/identity"));
    }

    private void otherCluster(ValidatedCluster plain, ValidatedCluster secure) {
        scenarios.put(
                "all listeners lead to another cluster",
                () -> with(
                        () -> scene.brokers()
                                .nodeIds()
                                .forEach(nodeId -> scene.shared()
                                        .misdirect(
                                                PLAIN + nodeId,
                                                TenantKafka.target(otherCluster, nodeId, Listener.PLAINTEXT))),
                        () -> SeenFault.row(
                                plain.validate(),
                                "metadata",
                                placeholders().with("listener <port>", "listener 900[123]"))));
        scenarios.put(
                "a broker's listener leads to another cluster",
                () -> with(
                        () -> scene.shared()
                                .misdirect(PLAIN + 2, TenantKafka.target(otherCluster, 2, Listener.PLAINTEXT)),
                        () -> seen(plain.validate(), "broker/2/identity")));
        scenarios.put(
                "a broker's listener leads to another cluster, with TLS",
                () -> with(
                        () -> scene.shared().misdirect(TLS + 2, TenantKafka.target(otherCluster, 2, Listener.SASL_SSL)),
                        () -> seen(secure.validate(), "broker/2/tls")));
        scenarios.put("the bootstrap listener leads to another cluster", () -> {
            ValidatedCluster cluster = scene.withBootstrapListener().awaitBrokers(3);
            return with(
                    () -> scene.shared()
                            .misdirect(
                                    TenantKafka.ANY_PLAINTEXT, TenantKafka.target(otherCluster, 1, Listener.PLAINTEXT)),
                    () -> seen(cluster.validate(), "bootstrap/identity"));
        });
    }

    private void certificates(ValidatedCluster secure) {
        Map<String, BrokerCertificate> certificates = new LinkedHashMap<>();
        certificates.put("an expired certificate", BrokerCertificate.EXPIRED);
        certificates.put("a certificate that expires soon", BrokerCertificate.EXPIRING);
        certificates.put("a self-signed certificate", BrokerCertificate.SELF_SIGNED);
        certificates.put("the certificate of another broker", BrokerCertificate.ANOTHER_BROKERS);
        certificates.forEach((fault, kind) -> scenarios.put(fault, () -> {
            try {
                scene.brokers().show(2, kind);
                Answer run = secure.validate();
                assertThat(ValidatedCluster.outcome(run, "broker/2/login"))
                        .as("credentials are sent to whom TLS trusts, and to nobody else")
                        .isEqualTo(kind == BrokerCertificate.EXPIRING ? "PASS" : "SKIPPED");
                return seen(run, kind == BrokerCertificate.ANOTHER_BROKERS ? "broker/2/identity" : "broker/2/tls");
            } finally {
                scene.brokers().show(2, BrokerCertificate.OWN);
            }
        }));
    }

    private void logIns() {
        scenarios.put("a wrong password", () -> {
            ValidatedCluster cluster = scene.secure().awaitBrokers(3);
            Answer changed =
                    cluster.tenant().admin().patch(cluster.path(), """
                    {"security": %s}""".formatted(scene.saslSsl("wrong-horse")));
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            Answer run = cluster.validate();
            assertThat(run.body()).doesNotContain("wrong-horse");
            // Whichever comes first is the one that is asked.
            return SeenFault.row(run, "broker/./login", placeholders().with("broker/<any>", "broker/[123]"));
        });
    }

    private void permissions() {
        scenarios.put(
                "a user without any permission, and Kafka 4.4",
                () -> permitted(FaultScene.NOTHING, FaultScene.LOGIN_BASE));
        scenarios.put(
                "a user who may DESCRIBE_CONFIGS, and an older Kafka",
                () -> permitted(FaultScene.CONFIGS, FaultScene.OLDER_BASE));
        scenarios.put(
                "a user who may not DESCRIBE_CONFIGS but DESCRIBE topics, and an older Kafka",
                () -> permitted(FaultScene.TOPICS, FaultScene.OLDER_BASE));
        scenarios.put(
                "a user without any permission, and an older Kafka",
                () -> permitted(FaultScene.NOTHING, FaultScene.OLDER_BASE));
    }

    private Map<String, String> permitted(String user, int base) {
        return seen(scene.as(user, base).awaitBrokers(3).validate(), "broker/2/identity");
    }

    /** Each with a cluster that was just made: what Postern notices by itself meanwhile is to change no other row. */
    private void brokersThatComeAndGo() {
        scenarios.put("a broker that is down", () -> {
            ValidatedCluster cluster = scene.plain(PLAIN).awaitBrokers(3);
            return between(
                    () -> {
                        scene.brokers().stop(2);
                        scene.awaitRunning(1, 3);
                    },
                    () -> seen(cluster.validate(), "broker/2/api-versions"),
                    () -> {
                        scene.brokers().start(2);
                        scene.awaitRunning(1, 2, 3);
                    });
        });
        FutureTask<List<Map<String, String>>> added = new FutureTask<>(this::addABroker);
        scenarios.put(
                "a broker is added, and has no listener yet", () -> ran(added).getFirst());
        scenarios.put(
                "a broker is added, and no route covers it", () -> ran(added).getLast());
        scenarios.put("a broker is renumbered: another node id answers at its address", () -> {
            ValidatedCluster cluster = scene.plain(PLAIN).awaitBrokers(3);
            return between(
                    () -> {
                        scene.brokers().renumber(3, 5);
                        scene.awaitRunning(1, 2, 5);
                    },
                    () -> seen(cluster.validate(), "broker/3/identity"),
                    () -> {
                        scene.brokers().renumber(5, 3);
                        scene.awaitRunning(1, 2, 3);
                    });
        });
    }

    private List<Map<String, String>> addABroker() throws Exception {
        ValidatedCluster routed = scene.plain(PLAIN).awaitBrokers(3);
        ValidatedCluster notRouted = scene.withoutRoutesForOthers().awaitBrokers(3);
        return between(
                () -> {
                    scene.brokers().add(4);
                    scene.awaitRunning(1, 2, 3, 4);
                },
                () -> List.of(seen(routed.validate(), "broker/4/tcp"), seen(notRouted.validate(), "metadata")),
                () -> {
                    scene.brokers().remove(4);
                    scene.awaitRunning(1, 2, 3);
                });
    }

    private static <T> T ran(FutureTask<T> task) throws Exception {
        task.run();
        return task.get();
    }

    private void inBackground(String fault, Callable<Map<String, String>> scenario) {
        FutureTask<Map<String, String>> task = new FutureTask<>(scenario);
        Thread.ofVirtual().name("slow-fault").start(task);
        scenarios.put(fault, task::get);
    }

    /** A fault of the load balancer that all share. */
    private <T> T with(Trouble trouble, Callable<T> look) throws Exception {
        return between(trouble, look, () -> scene.shared().mend());
    }

    private static <T> T between(Trouble trouble, Callable<T> look, Trouble cure) throws Exception {
        try {
            trouble.make();
            return look.call();
        } finally {
            cure.make();
        }
    }

    private Map<String, String> seen(Answer run, String check) {
        return SeenFault.row(run, check, placeholders());
    }

    private Placeholders placeholders() {
        return Placeholders.standard()
                .with("<the cluster>", Pattern.quote(scene.brokers().clusterId()))
                .with("<the other cluster>", Pattern.quote(otherCluster.clusterId()))
                .with("<address>", "\\b127\\.\\d+\\.\\d+\\.\\d+(?=:9)");
    }
}
