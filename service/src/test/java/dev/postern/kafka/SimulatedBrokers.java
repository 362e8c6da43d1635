package dev.postern.kafka;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster of as many brokers as a test wants, each on a loopback port of its own. They speak the protocol with
 * Kafka's own classes and keep the probes' contract as real brokers do, but store nothing, so that a hundred of them fit
 * into a JVM. Any of them can be frozen: it accepts connections and says nothing.
 */
public final class SimulatedBrokers implements AutoCloseable {

    public static final String USER = "postern";
    public static final String PASSWORD = "right";

    private final SimulatedCluster cluster;
    private final @Nullable TestCertificates certificates;
    private final List<SimulatedBroker> brokers;

    private SimulatedBrokers(Builder builder) throws Exception {
        cluster = new SimulatedCluster(builder.count, builder.protocol, builder.proof);
        certificates = builder.protocol.tls() ? new TestCertificates() : null;
        brokers = new ArrayList<>();
        for (AdvertisedBroker broker : cluster.brokers()) {
            brokers.add(new SimulatedBroker(broker.nodeId(), cluster, builder.roundTrip, context(broker.address())));
        }
    }

    /** Brokers 1 to {@code count}. */
    public static Builder builder(int count) {
        return new Builder(count);
    }

    /** How the brokers are to be. */
    public static final class Builder {

        private final int count;
        private SecurityProtocol protocol = SecurityProtocol.PLAINTEXT;
        private Proof proof = Proof.API_VERSIONS;
        private Duration roundTrip = Duration.ZERO;

        private Builder(int count) {
            this.count = count;
        }

        /** With TLS, each broker has a certificate for its own name; with SASL, there is one user, by {@code PLAIN}. */
        public Builder protocol(SecurityProtocol listeners) {
            protocol = listeners;
            return this;
        }

        /** The strongest proof of their identity that the brokers allow. */
        public Builder proof(Proof strongest) {
            proof = strongest;
            return this;
        }

        /** Each answer comes so much later, as over a network. */
        public Builder roundTrip(Duration delay) {
            roundTrip = delay;
            return this;
        }

        public SimulatedBrokers start() {
            try {
                return new SimulatedBrokers(this);
            } catch (Exception cause) {
                throw new IllegalStateException("the simulated brokers do not start", cause);
            }
        }
    }

    /** The service's own probe, for tests that run without the service. */
    public static BrokerProbe probe() {
        return TestTarget.probe(Clock.systemUTC());
    }

    public ClusterMetadata metadata() {
        return new ClusterMetadata(SimulatedCluster.ID, cluster.brokers());
    }

    public ClusterSecurity security() {
        return security(PASSWORD);
    }

    public ClusterSecurity security(String password) {
        SecurityProtocol protocol = cluster.protocol();
        TestCertificates authority = certificates;
        return new ClusterSecurity(
                protocol,
                protocol.sasl() ? new Login(SaslMechanism.PLAIN, USER, Secret.of(password)) : null,
                authority == null ? null : authority.authorityPem(),
                null);
    }

    /** Where the broker really listens. */
    public HostPort target(int nodeId) {
        return new HostPort("127.0.0.1", broker(nodeId).port());
    }

    InetSocketAddress address(int nodeId) {
        return new InetSocketAddress(TestTarget.LOOPBACK, broker(nodeId).port());
    }

    /** From now on the broker accepts connections and says nothing over any, until it is thawed. */
    public void freeze(int nodeId) {
        broker(nodeId).freeze(null);
    }

    /** As {@link #freeze(int)}, but everything else is answered. */
    public void freeze(int nodeId, ApiKeys question) {
        broker(nodeId).freeze(question);
    }

    /** The broker answers again, also what it was asked meanwhile. */
    public void thaw(int nodeId) {
        broker(nodeId).thaw();
    }

    /** Over how many connections the frozen broker was found to say nothing. */
    public int held(int nodeId) {
        return broker(nodeId).held();
    }

    private SimulatedBroker broker(int nodeId) {
        return brokers.get(nodeId - 1);
    }

    private @Nullable SSLContext context(HostPort address) throws Exception {
        TestCertificates authority = certificates;
        return authority == null
                ? null
                : authority.server(address.host(), Instant.now().plus(Duration.ofDays(29)));
    }

    @Override
    public void close() throws IOException {
        for (SimulatedBroker broker : brokers) {
            broker.close();
        }
    }
}
