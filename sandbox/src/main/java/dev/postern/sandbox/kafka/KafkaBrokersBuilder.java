package dev.postern.sandbox.kafka;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Describes a cluster; {@link #start} makes it. Whatever is not said is as in the README's tour. */
public final class KafkaBrokersBuilder {
    /** What needs no quoting in a log-in configuration of Kafka's, in a SCRAM argument, or in a shell. */
    private static final Pattern PLAIN_TEXT = Pattern.compile("[A-Za-z0-9._~-]+");

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    private int brokers = 3;
    private String nameSuffix = "kafka.acme.internal";
    private List<String> zones = List.of("use1-az1", "use1-az2", "use1-az4");
    private final List<String> extraNames = new ArrayList<>();
    private final Map<String, String> users = new TreeMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private @Nullable String clusterId;
    private @Nullable Path directory;

    KafkaBrokersBuilder() {}

    /** Their node ids are 1 to {@code number}; default 3. */
    public KafkaBrokersBuilder brokers(int number) {
        this.brokers = number;
        return this;
    }

    /** Broker {@code n} advertises {@code b-n.<suffix>}; default {@code kafka.acme.internal}. Must not resolve anywhere. */
    public KafkaBrokersBuilder nameSuffix(String suffix) {
        this.nameSuffix = suffix;
        return this;
    }

    /** The zone ids that the brokers give as racks, in turn; default use1-az1, use1-az2, use1-az4. */
    public KafkaBrokersBuilder zones(List<String> zoneIds) {
        this.zones = List.copyOf(zoneIds);
        return this;
    }

    /** Puts a further name into every broker's certificate: a bootstrap name of its own, say. */
    public KafkaBrokersBuilder extraCertificateName(String name) {
        extraNames.add(name);
        return this;
    }

    /**
     * Adds a user for PLAIN and SCRAM; without any there is {@link KafkaBrokers#DEFAULT_USER} with a random password.
     *
     * @throws IllegalArgumentException if name or password has other characters than letters, digits and {@code . _ ~ -}
     */
    public KafkaBrokersBuilder user(String name, String password) {
        if (!PLAIN_TEXT.matcher(name).matches() || !PLAIN_TEXT.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "user name and password must consist of letters, digits and . _ ~ -, user " + name);
        }
        users.put(name, password);
        return this;
    }

    /** A cluster id as Kafka writes them; default random. */
    public KafkaBrokersBuilder clusterId(String id) {
        this.clusterId = id;
        return this;
    }

    /**
     * Keeps topics, cluster id, users and certificate authority there, for the next start from the same directory.
     * Without it they live as long as the cluster.
     */
    public KafkaBrokersBuilder directory(Path kept) {
        this.directory = kept;
        return this;
    }

    /** Sets a property of Kafka's on every node, the controller included; it wins over the sandbox's own. */
    public KafkaBrokersBuilder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /**
     * Has the brokers authorize: users who log in may do what they were {@linkplain KafkaBrokers#allow allowed} and
     * nothing else, and whoever need not log in may do everything, as replication and administration must.
     */
    public KafkaBrokersBuilder authorizing() {
        return property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:ANONYMOUS");
    }

    /**
     * Starts the cluster and returns when all brokers serve, a few seconds later.
     *
     * @throws IllegalStateException if it cannot start, or if the directory keeps another cluster than the one described
     */
    public KafkaBrokers start() {
        var settings = new ClusterSettings(brokers, nameSuffix, zones, extraNames, properties);
        var home = directory == null ? ClusterDirectory.temporary() : ClusterDirectory.kept(directory);
        var identity = home.identity(this::freshIdentity);
        refuseAnotherCluster(identity, home);
        return KafkaBrokers.start(settings, identity, home);
    }

    private ClusterIdentity freshIdentity() {
        return new ClusterIdentity(
                clusterId == null ? Uuid.randomUuid().toString() : clusterId,
                users.isEmpty() ? Map.of(KafkaBrokers.DEFAULT_USER, randomPassword()) : users,
                CertificateAuthority.create("Sandbox authority of " + nameSuffix));
    }

    private void refuseAnotherCluster(ClusterIdentity kept, ClusterDirectory home) {
        if (clusterId != null && !clusterId.equals(kept.clusterId())) {
            throw new IllegalStateException(
                    "%s keeps cluster %s, not %s".formatted(home.root(), kept.clusterId(), clusterId));
        }
        if (!users.isEmpty() && !users.equals(kept.users())) {
            throw new IllegalStateException(home.root() + " keeps other users or passwords than those given");
        }
    }

    private static String randomPassword() {
        return new SecureRandom()
                .ints(24, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
