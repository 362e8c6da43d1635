package dev.postern.clusters.spi;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.foundation.HostPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster that is not there: brokers behind listeners on loopback ports, as right, crossed or broken as a test
 * wants them. Keeps {@link BrokerProbeContract}.
 */
public final class FakeBrokers implements BrokerProbe {

    public static final String CLUSTER_ID = "fake-cluster";
    public static final String OTHER_CLUSTER_ID = "other-cluster";
    public static final String PASSWORD = "right";

    private final List<AdvertisedBroker> brokers;
    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> certificateDays = new ConcurrentHashMap<>();
    private final AtomicInteger refusedLogins = new AtomicInteger();
    private final Set<Integer> strangers = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private volatile boolean provable = true;
    private volatile @Nullable String bootstrapName;

    private record Listener(SecurityProtocol protocol, List<Integer> behind, AtomicInteger next, boolean silent) {

        int connect() {
            return behind.get(next.getAndIncrement() % behind.size());
        }
    }

    private FakeBrokers(int count) {
        this.brokers = IntStream.rangeClosed(1, count)
                .mapToObj(id -> new AdvertisedBroker(id, address(id), "use1-az1"))
                .toList();
    }

    public static FakeBrokers of(int count) {
        return new FakeBrokers(count);
    }

    public static HostPort address(int nodeId) {
        return new HostPort("b-%d.kafka.internal".formatted(nodeId), 9092);
    }

    public ClusterMetadata metadata() {
        return new ClusterMetadata(CLUSTER_ID, brokers);
    }

    /** Opens a port behind which the brokers answer in turn. */
    public FakeBrokers listen(int port, SecurityProtocol protocol, int... behind) {
        listeners.put(port, new Listener(protocol, Arrays.stream(behind).boxed().toList(), new AtomicInteger(), false));
        return this;
    }

    /** Opens a port where connections time out. */
    public FakeBrokers silent(int port) {
        listeners.put(port, new Listener(SecurityProtocol.PLAINTEXT, List.of(), new AtomicInteger(), true));
        return this;
    }

    /** At this port answers a broker of another cluster, of the same names. */
    public FakeBrokers stranger(int port) {
        strangers.add(port);
        return listen(port, SecurityProtocol.PLAINTEXT, 1);
    }

    /** A connection is accepted only once so many are being opened at the same time. */
    public FakeBrokers together(int connections) {
        together = new CountDownLatch(connections);
        return this;
    }

    /** As brokers are that are too old and too strict for any probe of identity. */
    public FakeBrokers unprovable() {
        provable = false;
        return this;
    }

    /** The broker's certificate ends in so many days; without this it has 365. */
    public FakeBrokers certificateDays(int nodeId, int days) {
        certificateDays.put(nodeId, days);
        return this;
    }

    /** All certificates carry this name too. */
    public FakeBrokers bootstrapName(String name) {
        bootstrapName = name;
        return this;
    }

    /** How many log-ins were refused so far. */
    public int refusedLogins() {
        return refusedLogins.get();
    }

    @Override
    public NameOutcome resolve(String host, Duration deadline) {
        try {
            return host.endsWith(".invalid")
                    ? new NameOutcome.NotResolved(host + " has no address.")
                    : new NameOutcome.Resolved(List.of(InetAddress.getByName(host)));
        } catch (UnknownHostException unknown) {
            return new NameOutcome.NotResolved(host + " has no address.");
        }
    }

    @Override
    public TcpOutcome connect(ProbeTarget target, Duration deadline) {
        Listener listener = listeners.get(target.port());
        if (listener == null) {
            return new TcpOutcome.Refused();
        }
        if (listener.silent()) {
            await(new CountDownLatch(1), deadline);
            return new TcpOutcome.TimedOut();
        }
        together.countDown();
        return await(together, deadline) ? new TcpOutcome.Connected() : new TcpOutcome.TimedOut();
    }

    @Override
    public TlsOutcome handshake(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        Listener listener = listeners.get(target.port());
        if (listener == null) {
            return new TlsOutcome.Failed(new ProbeError(ProbeFailure.TCP_REFUSED, "refused"));
        }
        return handshake(listener, listener.connect(), target);
    }

    private TlsOutcome handshake(Listener listener, int answering, ProbeTarget target) {
        if (!listener.protocol().tls()) {
            return new TlsOutcome.NotTls(true, "A Kafka broker answers here without TLS.");
        }
        TlsEvidence shown = certificate(answering);
        return shown.matches(target.broker().host())
                ? new TlsOutcome.Trusted(shown)
                : new TlsOutcome.NameMismatch(shown);
    }

    private TlsEvidence certificate(int nodeId) {
        int days = certificateDays.getOrDefault(nodeId, 365);
        String extra = bootstrapName;
        String own = address(nodeId).host();
        return new TlsEvidence(
                "TLSv1.3",
                "CN=" + own,
                "CN=fake",
                extra == null ? List.of(own) : List.of(own, extra),
                Instant.EPOCH,
                Instant.EPOCH.plus(Duration.ofDays(days)),
                days,
                List.of("CN=" + own),
                false);
    }

    @Override
    public LoginOutcome logIn(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        return switch (open(target, security)) {
            case Opened.Broker broker -> new LoginOutcome.LoggedIn();
            case Opened.Untrusted untrusted -> new LoginOutcome.Failed(new ProbeError(ProbeFailure.TLS, "not trusted"));
            case Opened.NotLoggedIn refused -> new LoginOutcome.Refused("invalid credentials");
            case Opened.Error error -> new LoginOutcome.Failed(error.error());
        };
    }

    @Override
    public ApiVersionsOutcome apiVersions(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        return switch (open(target, security)) {
            case Opened.Broker broker -> new ApiVersionsOutcome.Answered(60, 13, provable ? 5 : 4);
            case Opened.Untrusted untrusted ->
                new ApiVersionsOutcome.Failed(new ProbeError(ProbeFailure.TLS, "not trusted"));
            case Opened.NotLoggedIn refused ->
                new ApiVersionsOutcome.Failed(new ProbeError(ProbeFailure.LOGIN_REFUSED, "refused"));
            case Opened.Error error -> new ApiVersionsOutcome.Failed(error.error());
        };
    }

    @Override
    public BrokerMetadataOutcome metadata(ProbeTarget target, ClusterSecurity security, Duration deadline) {
        return switch (open(target, security)) {
            case Opened.Broker broker ->
                new BrokerMetadataOutcome.Answered(
                        strangers.contains(target.port())
                                ? new ClusterMetadata(OTHER_CLUSTER_ID, brokers)
                                : metadata());
            case Opened.Untrusted untrusted ->
                new BrokerMetadataOutcome.Failed(new ProbeError(ProbeFailure.TLS, "not trusted"));
            case Opened.NotLoggedIn refused ->
                new BrokerMetadataOutcome.Failed(new ProbeError(ProbeFailure.LOGIN_REFUSED, "refused"));
            case Opened.Error error -> new BrokerMetadataOutcome.Failed(error.error());
        };
    }

    @Override
    public IdentityOutcome identify(
            ProbeTarget target, ClusterSecurity security, int nodeId, ClusterMetadata cluster, Duration deadline) {
        return switch (open(target, security)) {
            case Opened.Broker broker
            when strangers.contains(target.port()) -> new IdentityOutcome.AnsweredByAnotherCluster(OTHER_CLUSTER_ID);
            case Opened.Broker broker -> identity(broker.nodeId(), nodeId, cluster);
            case Opened.Untrusted untrusted -> new IdentityOutcome.NotTrusted(untrusted.tls());
            case Opened.NotLoggedIn refused ->
                new IdentityOutcome.Failed(new ProbeError(ProbeFailure.LOGIN_REFUSED, "refused"));
            case Opened.Error error -> new IdentityOutcome.Failed(error.error());
        };
    }

    private IdentityOutcome identity(int answering, int meant, ClusterMetadata cluster) {
        if (!cluster.kafkaClusterId().equals(CLUSTER_ID)) {
            return new IdentityOutcome.AnsweredByAnotherCluster(CLUSTER_ID);
        }
        if (!provable) {
            return new IdentityOutcome.Unproven(List.of("ApiVersions: too old", "DescribeConfigs: not allowed"));
        }
        return answering == meant
                ? new IdentityOutcome.Confirmed(Proof.API_VERSIONS)
                : new IdentityOutcome.AnsweredByAnother(answering, Proof.API_VERSIONS);
    }

    private sealed interface Opened {

        record Broker(int nodeId) implements Opened {}

        record Untrusted(TlsOutcome tls) implements Opened {}

        record NotLoggedIn() implements Opened {}

        record Error(ProbeError error) implements Opened {}
    }

    private Opened open(ProbeTarget target, ClusterSecurity security) {
        Listener listener = listeners.get(target.port());
        if (listener == null) {
            return new Opened.Error(new ProbeError(ProbeFailure.TCP_REFUSED, "refused"));
        }
        if (listener.silent()) {
            return new Opened.Error(new ProbeError(ProbeFailure.TCP_TIMEOUT, "no answer"));
        }
        int answering = listener.connect();
        if (security.protocol().tls() != listener.protocol().tls()) {
            return new Opened.Error(new ProbeError(ProbeFailure.PROTOCOL, "the connection was closed"));
        }
        if (security.protocol().tls() && !(handshake(listener, answering, target) instanceof TlsOutcome.Trusted)) {
            return new Opened.Untrusted(handshake(listener, answering, target));
        }
        Optional<Login> login = Optional.ofNullable(security.login());
        if (login.isPresent() && !login.get().password().reveal().equals(PASSWORD)) {
            refusedLogins.incrementAndGet();
            return new Opened.NotLoggedIn();
        }
        return new Opened.Broker(answering);
    }

    private static boolean await(CountDownLatch latch, Duration deadline) {
        try {
            return latch.await(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
