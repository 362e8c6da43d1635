package dev.postern.kafka;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbeContract;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ProbeTarget;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter keeps the contract, with real brokers behind forwarders. */
@ExtendWith(SharedBrokers.class)
class KafkaBrokerProbeTest extends BrokerProbeContract {

    private final KafkaBrokers cluster;
    private final BrokerProbe probe = TestTarget.probe(Clock.systemUTC());
    private final List<Forwarder> forwarders = new ArrayList<>();

    KafkaBrokerProbeTest(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void closeForwarders() throws IOException {
        for (Forwarder forwarder : forwarders) {
            forwarder.close();
        }
    }

    @Override
    protected BrokerProbe probe() {
        return probe;
    }

    @Override
    protected ClusterMetadata metadata(Speaking speaking) {
        return new ClusterMetadata(
                cluster.clusterId(),
                cluster.nodeIds().stream()
                        .map(nodeId -> new AdvertisedBroker(
                                nodeId,
                                TestTarget.advertised(cluster, nodeId, listener(speaking)),
                                cluster.rack(nodeId)))
                        .toList());
    }

    @Override
    protected ClusterSecurity security(Speaking speaking) {
        return switch (speaking) {
            case PLAINTEXT -> TestTarget.plaintext();
            case SSL -> TestTarget.tls(cluster);
            case SASL_SSL -> login(SharedBrokers.PASSWORD);
        };
    }

    @Override
    protected ClusterSecurity wrongPassword() {
        return login("wrong");
    }

    @Override
    protected ProbeTarget target(int nodeId, Speaking speaking, int... behind) {
        Forwarder forwarder = Forwarder.to(Arrays.stream(behind)
                .mapToObj(each -> cluster.address(each, listener(speaking)))
                .toArray(InetSocketAddress[]::new));
        forwarders.add(forwarder);
        return TestTarget.at(TestTarget.advertised(cluster, nodeId, listener(speaking)), forwarder.port());
    }

    @Override
    protected ProbeTarget closed() {
        return TestTarget.at(TestTarget.advertised(cluster, 1, Listener.PLAINTEXT), 1);
    }

    private ClusterSecurity login(String password) {
        return TestTarget.login(cluster, Listener.SASL_SSL, SaslMechanism.SCRAM_SHA_512, password);
    }

    private static Listener listener(Speaking speaking) {
        return Listener.valueOf(speaking.name());
    }
}
