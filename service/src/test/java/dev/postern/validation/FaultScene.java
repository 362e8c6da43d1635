package dev.postern.validation;

import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.kafka.OlderBroker;
import dev.postern.sandbox.kafka.Permission;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/**
 * A tenant with three real brokers that authorize, behind PrivateLink, in the ways that faults are made in: with and
 * without TLS and log-in, of today and of before Kafka 4.4, over listeners of a load balancer that all use and of one that
 * nobody mends.
 */
final class FaultScene implements AutoCloseable {

    static final String PASSWORD = "correct-horse";
    static final int OLDER_BASE = 9500;
    static final int LOGIN_BASE = 9600;

    /** May describe the brokers' configuration, topics, nothing at all. */
    static final String CONFIGS = "configs-reader";

    static final String TOPICS = "topics-reader";
    static final String NOTHING = "mere-user";

    private static final String PLAINTEXT = """
            {"protocol": "PLAINTEXT"}""";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaBrokers brokers = KafkaBrokers.builder()
            .user(KafkaBrokers.DEFAULT_USER, PASSWORD)
            .user(CONFIGS, PASSWORD)
            .user(TOPICS, PASSWORD)
            .user(NOTHING, PASSWORD)
            .extraCertificateName("kafka.acme.internal")
            .authorizing()
            .start();
    private final List<OlderBroker> older = brokers.nodeIds().stream()
            .map(nodeId -> OlderBroker.before(brokers.address(nodeId, Listener.SASL_PLAINTEXT)))
            .toList();
    private final Socket closed = new Socket();
    private final AtomicInteger names = new AtomicInteger();
    private final TestTenant tenant;
    private final Sandbox sandbox;
    private final TenantKafka shared;
    private final TenantKafka slow;
    private final String sharedConnection;
    private final String slowConnection;

    FaultScene(TestTenant tenant, Sandbox sandbox) {
        this.tenant = tenant;
        this.sandbox = sandbox;
        try {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        brokers.allow(CONFIGS, Permission.DESCRIBE_CONFIGS);
        brokers.allow(TOPICS, Permission.DESCRIBE_TOPICS);
        brokers.createTopic("orders", 3, 3);
        shared = ValidatedCluster.behindPrivateLink(sandbox, brokers);
        slow = ValidatedCluster.behindPrivateLink(sandbox, brokers);
        brokers.nodeIds().forEach(this::listenForLogIns);
        sharedConnection = ValidatedCluster.connect(tenant, sandbox, shared);
        slowConnection = ValidatedCluster.connect(tenant, sandbox, slow);
    }

    private void listenForLogIns(int nodeId) {
        shared.loadBalancer().listen(LOGIN_BASE + nodeId, TenantKafka.target(brokers, nodeId, Listener.SASL_PLAINTEXT));
        InetSocketAddress before = older.get(nodeId - 1).address();
        shared.loadBalancer().listen(OLDER_BASE + nodeId, new Target(before.getHostString(), before.getPort()));
    }

    KafkaBrokers brokers() {
        return brokers;
    }

    TestTenant tenant() {
        return tenant;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** Whoever makes a fault here mends it. */
    LoadBalancer shared() {
        return shared.loadBalancer();
    }

    /** What is broken here stays so: its listeners are used by one fault each. */
    LoadBalancer slow() {
        return slow.loadBalancer();
    }

    /** A cluster without TLS and log-in, whose brokers listen at {@code base} + node id of the shared load balancer. */
    ValidatedCluster plain(int base) {
        return cluster(shared, sharedConnection, Listener.PLAINTEXT, byNodeId(base, null), PLAINTEXT, null);
    }

    /** As {@link #plain(int)}, over listeners at {@code base} + node id that are made for it and used by nobody else. */
    ValidatedCluster plainOverOwnListeners(int base) {
        brokers.nodeIds()
                .forEach(nodeId -> slow.loadBalancer()
                        .listen(base + nodeId, TenantKafka.target(brokers, nodeId, Listener.PLAINTEXT)));
        return cluster(slow, slowConnection, Listener.PLAINTEXT, byNodeId(base, null), PLAINTEXT, null)
                .awaitBrokers(3);
    }

    /** Its endpoint comes out at this address. */
    ValidatedCluster leadingTo(String address) {
        TenantKafka kafka = ValidatedCluster.behindPrivateLink(sandbox, brokers);
        String connection = ValidatedCluster.connect(
                tenant, sandbox, kafka, endpoint -> sandbox.aws().showNames(endpoint, List.of(address)));
        return cluster(
                kafka, connection, Listener.PLAINTEXT, byNodeId(TenantKafka.PLAINTEXT_BASE, null), PLAINTEXT, null);
    }

    /** With TLS and a log-in. */
    ValidatedCluster secure() {
        return cluster(
                shared,
                sharedConnection,
                Listener.SASL_SSL,
                byNodeId(TenantKafka.SASL_SSL_BASE, null),
                saslSsl(PASSWORD),
                null);
    }

    /** As {@link #secure()}, over listeners at {@code base} + node id that are made for it and used by nobody else. */
    ValidatedCluster secureOverOwnListeners(int base) {
        brokers.nodeIds()
                .forEach(nodeId -> slow.loadBalancer()
                        .listen(base + nodeId, TenantKafka.target(brokers, nodeId, Listener.SASL_SSL)));
        return cluster(slow, slowConnection, Listener.SASL_SSL, byNodeId(base, null), saslSsl(PASSWORD), null)
                .awaitBrokers(3);
    }

    /** Every route takes the endpoint's name in one zone. */
    ValidatedCluster inZone(String zone) {
        return cluster(
                slow, slowConnection, Listener.PLAINTEXT, byNodeId(TenantKafka.PLAINTEXT_BASE, zone), PLAINTEXT, null);
    }

    /** The routes name brokers 1 to 3 by their addresses, and nobody else. */
    ValidatedCluster withoutRoutesForOthers() {
        Routes routes = connection -> brokers.nodeIds().stream()
                .map(nodeId -> route(
                        "{\"address\": \"b-%d.kafka.acme.internal:9092\"}".formatted(nodeId),
                        connection,
                        """
                        {"kind": "FIXED", "value": %d}""".formatted(TenantKafka.PLAINTEXT_BASE + nodeId),
                        null))
                .collect(Collectors.joining(",\n"));
        return cluster(shared, sharedConnection, Listener.PLAINTEXT, routes, PLAINTEXT, null);
    }

    /** Its bootstrap name is one of its own, which an any-broker listener serves. */
    ValidatedCluster withBootstrapListener() {
        return cluster(
                shared,
                sharedConnection,
                Listener.PLAINTEXT,
                byNodeId(TenantKafka.PLAINTEXT_BASE, null),
                PLAINTEXT,
                "kafka.acme.internal");
    }

    /** All of it leads through a connection over a bastion. */
    ValidatedCluster throughBastion(String connection) {
        Routes routes = over -> route("{\"address\": \"*:*\"}", over, "{\"kind\": \"TUNNEL\"}", null);
        return cluster(shared, connection, Listener.PLAINTEXT, routes, PLAINTEXT, null);
    }

    /** A user logs in without TLS. */
    ValidatedCluster as(String user, int base) {
        return cluster(
                shared,
                sharedConnection,
                Listener.SASL_PLAINTEXT,
                byNodeId(base, null),
                """
                {"protocol": "SASL_PLAINTEXT", "mechanism": "SCRAM-SHA-256", "username": "%s", "password": "%s"}""".formatted(user, PASSWORD),
                null);
    }

    /** The security of {@link #secure()} with any password. */
    String saslSsl(String password) {
        return """
                {"protocol": "SASL_SSL", "mechanism": "SCRAM-SHA-512", "username": "postern", "password": "%s",
                 "caCertificates": "%s"}""".formatted(password, brokers.caCertificatePem().replace("\n", "\\n"));
    }

    /** A port of this machine that is kept from being used: connections are refused. */
    int closedPort() {
        return closed.getLocalPort();
    }

    /** Returns when the running brokers, and no others, say that they are the cluster. */
    void awaitRunning(Integer... nodeIds) {
        String bootstrap = brokers.address(1, Listener.INTERNAL).getHostString() + ":"
                + brokers.address(1, Listener.INTERNAL).getPort();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> admin.describeCluster().nodes().get(20, TimeUnit.SECONDS).stream()
                            .map(Node::id)
                            .collect(Collectors.toSet())
                            .equals(Set.of(nodeIds)));
        }
    }

    @Override
    public void close() throws IOException {
        closed.close();
        older.forEach(OlderBroker::close);
        brokers.close();
    }

    private interface Routes {
        String over(String connection);
    }

    private static Routes byNodeId(int base, @Nullable String zone) {
        return connection -> route("{\"address\": \"b-1.*:*\"}", connection, """
                {"kind": "FIXED", "value": %d}""".formatted(base + 1), zone) + ",\n"
                + route("{\"nodeIds\": \"2-9\"}", connection, """
                {"kind": "NODE_ID_PLUS", "value": %d}""".formatted(base), zone);
    }

    private static String route(String match, String connection, String port, @Nullable String zone) {
        return """
                {"match": %s, "connectionId": "%s", "port": %s, "availabilityZone": %s}""".formatted(match, connection, port, zone == null ? "null" : "\"" + zone + "\"");
    }

    private ValidatedCluster cluster(
            TenantKafka kafka,
            String connection,
            Listener listener,
            Routes routes,
            String security,
            @Nullable String bootstrapName) {
        String bootstrap = bootstrapName == null ? "b-1.kafka.acme.internal" : bootstrapName;
        String id = ValidatedCluster.created(tenant, "/clusters", """
                {"name": "cluster-%d", "bootstrap": ["%s:%d"], "security": %s, "bootstrapRoute": %s, "routes": [%s]}""".formatted(
                names.incrementAndGet(),
                bootstrap,
                listener.advertisedPort(),
                security,
                bootstrapName == null
                        ? "null"
                        : "{\"connectionId\": \"%s\", \"port\": %d}".formatted(connection, TenantKafka.ANY_PLAINTEXT),
                routes.over(connection)));
        return new ValidatedCluster(tenant, kafka, connection, id);
    }
}
