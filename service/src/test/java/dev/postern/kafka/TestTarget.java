package dev.postern.kafka;

import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;

/** Ways to the sandbox's brokers, right ones and crossed ones. */
final class TestTarget {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    static final TenantId TENANT = TenantId.next();

    static final Computing COMPUTING = new Computing();
    static final Handshakes HANDSHAKES = new Handshakes();
    private static final AnswerMemory MEMORY = new AnswerMemory();

    private TestTarget() {}

    /** As the service's own, where the operator allows loopback. */
    static BrokerProbe probe(Clock clock) {
        return probes(dialler(), clock).begin(TENANT);
    }

    static BrokerProbes probes(BrokerDialler dialler, Clock clock) {
        return new KafkaBrokerProbes(dialler, clock, MEMORY, COMPUTING, HANDSHAKES);
    }

    static ProbeMeans means() {
        return new ProbeMeans(
                TENANT,
                dialler(),
                Clock.systemUTC(),
                MEMORY,
                COMPUTING,
                HANDSHAKES,
                new LedPartitions(),
                new SaltedPasswords(TENANT, COMPUTING),
                new TlsMaterials());
    }

    static BrokerDialler dialler() {
        return new BrokerDialler(TestDialler.allowing("127.0.0.0/8"));
    }

    /** The way to a broker that leads to it. */
    static ProbeTarget right(KafkaBrokers cluster, int nodeId, Listener listener) {
        return crossed(cluster, nodeId, nodeId, listener);
    }

    /** The way to {@code nodeId} as a crossed listener has it: it leads to {@code actual}. */
    static ProbeTarget crossed(KafkaBrokers cluster, int nodeId, int actual, Listener listener) {
        return new ProbeTarget(
                advertised(cluster, nodeId, listener),
                LOOPBACK,
                cluster.address(actual, listener).getPort());
    }

    static ProbeTarget at(HostPort broker, int port) {
        return new ProbeTarget(broker, LOOPBACK, port);
    }

    static HostPort advertised(KafkaBrokers cluster, int nodeId, Listener listener) {
        InetSocketAddress address = cluster.advertised(nodeId, listener);
        return new HostPort(address.getHostString(), address.getPort());
    }

    static ClusterSecurity plaintext() {
        return new ClusterSecurity(SecurityProtocol.PLAINTEXT, null, null, null);
    }

    static ClusterSecurity tls(KafkaBrokers cluster) {
        return new ClusterSecurity(SecurityProtocol.SSL, null, cluster.caCertificatePem(), null);
    }

    static ClusterSecurity login(KafkaBrokers cluster, Listener listener, SaslMechanism mechanism, String password) {
        return new ClusterSecurity(
                SecurityProtocol.valueOf(listener.protocol().name),
                new Login(mechanism, SharedBrokers.USER, Secret.of(password)),
                listener == Listener.SASL_SSL ? cluster.caCertificatePem() : null,
                null);
    }
}
