package dev.postern.sandbox.kafka;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A running Apache Kafka cluster: one controller and some brokers in this JVM, each broker with all of the
 * {@linkplain Listener listeners}. The brokers advertise names that do not resolve and listen on 127.0.0.1.
 *
 * <p>Several clusters may run side by side, also with the same names. All methods may be called from any thread.
 */
public final class KafkaBrokers implements Brokers, AutoCloseable {
    /** The user that exists unless the builder names others. */
    public static final String DEFAULT_USER = "postern";

    private final ClusterSettings settings;
    private final ClusterIdentity identity;
    private final ClusterDirectory directory;
    private final ClusterNodes nodes;

    private KafkaBrokers(ClusterSettings settings, ClusterIdentity identity, ClusterDirectory directory) {
        this.settings = settings;
        this.identity = identity;
        this.directory = directory;
        this.nodes = new ClusterNodes(settings, identity, directory);
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
            cluster.nodes.start();
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

    public String clusterId() {
        return identity.clusterId();
    }

    /** The brokers' node ids, ascending, whether they run or not. */
    public SortedSet<Integer> nodeIds() {
        return nodes.ids();
    }

    /** The zone id that the broker gives as its rack. */
    public String rack(int nodeId) {
        return settings.rack(nodes.get(nodeId).seat().number());
    }

    /** Where the broker really listens: the target for a load balancer. Stays the same when it is stopped and started. */
    public InetSocketAddress address(int nodeId, Listener listener) {
        return nodes.get(nodeId).seat().port(listener).address();
    }

    @Override
    public Map<Listener, InetSocketAddress> addresses(int nodeId) {
        return Listener.external().stream()
                .collect(Collectors.toMap(listener -> listener, listener -> address(nodeId, listener)));
    }

    /** What the broker tells its clients: an unresolved address, except for {@link Listener#INTERNAL}. */
    public InetSocketAddress advertised(int nodeId, Listener listener) {
        int seat = nodes.get(nodeId).seat().number();
        return listener == Listener.INTERNAL
                ? address(nodeId, listener)
                : InetSocketAddress.createUnresolved(settings.advertisedName(seat), listener.advertisedPort());
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

    @Override
    public void stop(int nodeId) {
        nodes.get(nodeId).node().stop();
    }

    @Override
    public void start(int nodeId) {
        nodes.get(nodeId).node().start();
    }

    public boolean isRunning(int nodeId) {
        return nodes.get(nodeId).node().isRunning();
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
        admin().createTopic(name, assignment);
    }

    @Override
    public void add(int nodeId) {
        nodes.refuseTaken(nodeId);
        nodes.join(nodeId, BrokerSeat.reserve(nodeId));
    }

    @Override
    public void remove(int nodeId) {
        nodes.leave(nodeId).release();
    }

    @Override
    public void renumber(int nodeId, int newId) {
        nodes.refuseTaken(newId);
        nodes.join(newId, nodes.leave(nodeId));
    }

    @Override
    public void show(int nodeId, BrokerCertificate kind) {
        var certificate = new BrokerCertificates(identity.authority())
                .make(kind, nodes.names(nodeId), nodes.names(otherThan(nodeId)));
        admin().showCertificate(nodeId, certificate);
        BrokerCertificates.awaitShown(nodes.get(nodeId).seat(), certificate);
    }

    private int otherThan(int nodeId) {
        var later = nodeIds().tailSet(nodeId + 1);
        return later.isEmpty() ? nodeIds().first() : later.first();
    }

    @Override
    public void allow(String user, Permission permission) {
        admin().allow(Set.of(permission.of(user)));
    }

    @Override
    public void forbid(String user, Permission permission) {
        admin().forbid(Set.of(permission.of(user)));
    }

    /** {@inheritDoc} What {@link #password} answers stays the same. */
    @Override
    public void changePassword(String user, String password) {
        password(user);
        admin().changePassword(user, password);
    }

    private ClusterAdmin admin() {
        return new ClusterAdmin(bootstrapServers(Listener.INTERNAL));
    }

    /** Stops everything and deletes the data, unless a directory to keep it in was given. */
    @Override
    public void close() {
        try (directory) {
            nodes.close();
        }
    }
}
