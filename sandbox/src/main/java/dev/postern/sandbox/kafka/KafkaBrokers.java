package dev.postern.sandbox.kafka;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A running Apache Kafka cluster: one controller and some brokers in this JVM, each broker with all of the
 * {@linkplain Listener listeners}. The brokers advertise names that do not resolve and listen on 127.0.0.1.
 *
 * <p>Several clusters may run side by side, also with the same names. All methods may be called from any thread.
 */
public final class KafkaBrokers implements AutoCloseable {
    /** The user that exists unless the builder names others. */
    public static final String DEFAULT_USER = "postern";

    private static final long ADMIN_SECONDS = 30;

    private final ClusterSettings settings;
    private final ClusterIdentity identity;
    private final ClusterDirectory directory;
    private final ReservedPort controllerPort = ReservedPort.reserve();
    private final KafkaNode controller;
    private final SortedMap<Integer, Map<Listener, ReservedPort>> ports = new TreeMap<>();
    private final SortedMap<Integer, KafkaNode> brokers = new TreeMap<>();

    private KafkaBrokers(ClusterSettings settings, ClusterIdentity identity, ClusterDirectory directory) {
        this.settings = settings;
        this.identity = identity;
        this.directory = directory;
        var properties = new NodeProperties(settings, identity, directory, controllerPort);
        controller = new KafkaNode(ClusterSettings.CONTROLLER_ID, properties.controller(), List.of(controllerPort));
        for (int nodeId = 1; nodeId <= settings.brokers(); nodeId++) {
            var own = new EnumMap<Listener, ReservedPort>(Listener.class);
            for (var listener : Listener.values()) {
                own.put(listener, ReservedPort.reserve());
            }
            ports.put(nodeId, own);
            brokers.put(nodeId, new KafkaNode(nodeId, properties.broker(nodeId, own), own.values()));
        }
    }

    /** Describes a cluster before it is started. */
    public static KafkaBrokersBuilder builder() {
        return new KafkaBrokersBuilder();
    }

    /** Returns a cluster whose brokers all serve; leaves nothing behind when that fails. */
    static KafkaBrokers start(ClusterSettings settings, ClusterIdentity identity, ClusterDirectory directory) {
        FatalFaults.contain();
        var cluster = new KafkaBrokers(settings, identity, directory);
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException e) {
            try {
                cluster.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void startAll() {
        var scram = identity.users().entrySet().stream()
                .flatMap(user -> Stream.of("SCRAM-SHA-256", "SCRAM-SHA-512")
                        .map(mechanism ->
                                "%s=[name=%s,password=%s]".formatted(mechanism, user.getKey(), user.getValue())))
                .toList();
        var nodes =
                Stream.concat(Stream.of(controller), brokers.values().stream()).toList();
        nodes.forEach(node -> node.format(directory.node(node.nodeId()), identity.clusterId(), scram));
        // All at once: a broker's start waits for the controller, the controller's for nobody.
        InParallel.run(nodes, KafkaNode::start);
    }

    public String clusterId() {
        return identity.clusterId();
    }

    /** The brokers' node ids, ascending, whether they run or not. */
    public SortedSet<Integer> nodeIds() {
        return new TreeSet<>(ports.keySet());
    }

    /** The zone id that the broker gives as its rack. */
    public String rack(int nodeId) {
        broker(nodeId);
        return settings.rack(nodeId);
    }

    /** Where the broker really listens: the target for a load balancer. Stays the same when it is stopped and started. */
    public InetSocketAddress address(int nodeId, Listener listener) {
        broker(nodeId);
        return port(nodeId, listener).address();
    }

    /** What the broker tells its clients: an unresolved address, except for {@link Listener#INTERNAL}. */
    public InetSocketAddress advertised(int nodeId, Listener listener) {
        broker(nodeId);
        return listener == Listener.INTERNAL
                ? address(nodeId, listener)
                : InetSocketAddress.createUnresolved(settings.advertisedName(nodeId), listener.advertisedPort());
    }

    /** A {@code bootstrap.servers} value of all brokers' advertised addresses. */
    public String bootstrapServers(Listener listener) {
        return nodeIds().stream()
                .map(nodeId -> advertised(nodeId, listener))
                .map(address -> address.getHostString() + ":" + address.getPort())
                .collect(Collectors.joining(","));
    }

    /** The authority that issued the certificates of these brokers and of nobody else. */
    public String caCertificatePem() {
        return identity.authority().certificatePem();
    }

    /** A new certificate for a client, which {@link Listener#SSL} takes as the principal {@code CN=<commonName>}. */
    public PemKeyPair issueClientCertificate(String commonName) {
        return identity.authority().issueClient(commonName);
    }

    /**
     * The password of a user, the same for PLAIN and SCRAM.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    public String password(String user) {
        var password = identity.users().get(user);
        if (password == null) {
            throw new IllegalArgumentException(
                    "user must be one of %s, not %s".formatted(identity.users().keySet(), user));
        }
        return password;
    }

    /** Shuts a broker down in good order; from then on its addresses refuse connections. */
    public void stop(int nodeId) {
        broker(nodeId).stop();
    }

    /** Starts a stopped broker on the addresses that it had, and returns when it serves. */
    public void start(int nodeId) {
        broker(nodeId).start();
    }

    public boolean isRunning(int nodeId) {
        return broker(nodeId).isRunning();
    }

    /** Makes a topic whose partitions lie on the brokers in turn, so that every broker leads some if there are enough. */
    public void createTopic(String name, int partitions, int replication) {
        var nodeIds = List.copyOf(nodeIds());
        var assignment = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> IntStream.range(0, replication)
                                .mapToObj(replica -> nodeIds.get((partition + replica) % nodeIds.size()))
                                .toList()));
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers(Listener.INTERNAL)))) {
            admin.createTopics(List.of(new NewTopic(name, assignment))).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making topic " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot make topic " + name, e);
        }
    }

    /** Stops everything and deletes the data, unless a directory to keep it in was given. */
    @Override
    public void close() {
        // The brokers first, and together: each wants the controller's leave to go.
        try {
            InParallel.run(brokers.values(), KafkaNode::stop);
        } finally {
            controller.stop();
            ports.values().stream().map(Map::values).flatMap(Collection::stream).forEach(ReservedPort::close);
            controllerPort.close();
            directory.close();
        }
    }

    private ReservedPort port(int nodeId, Listener listener) {
        var own = ports.get(nodeId);
        if (own == null) {
            throw unknown(nodeId);
        }
        return Objects.requireNonNull(own.get(listener));
    }

    private KafkaNode broker(int nodeId) {
        var broker = brokers.get(nodeId);
        if (broker == null) {
            throw unknown(nodeId);
        }
        return broker;
    }

    private IllegalArgumentException unknown(int nodeId) {
        return new IllegalArgumentException("node id must be one of " + nodeIds() + ", not " + nodeId);
    }
}
