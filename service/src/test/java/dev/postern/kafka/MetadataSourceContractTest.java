package dev.postern.kafka;

import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.MetadataSource;
import dev.postern.clusters.spi.MetadataSourceContract;
import dev.postern.foundation.HostPort;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBrokers.class)
class MetadataSourceContractTest extends MetadataSourceContract {

    private final KafkaBrokers cluster;

    MetadataSourceContractTest(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    @Override
    protected MetadataSource source() {
        return new KafkaMetadataSource(TestTarget.probes(TestTarget.dialler(), Clock.systemUTC()));
    }

    @Override
    protected List<BrokerWay> ways() {
        return Stream.of(1, 2)
                .map(nodeId -> new BrokerWay(
                        TestTarget.advertised(cluster, nodeId, Listener.SASL_PLAINTEXT),
                        new HostPort(
                                "127.0.0.1",
                                cluster.address(nodeId, Listener.SASL_PLAINTEXT).getPort())))
                .toList();
    }

    @Override
    protected ClusterSecurity rightPassword() {
        return security(SharedBrokers.PASSWORD);
    }

    @Override
    protected ClusterSecurity wrongPassword() {
        return security("wrong");
    }

    @Override
    protected String kafkaClusterId() {
        return cluster.clusterId();
    }

    private ClusterSecurity security(String password) {
        return TestTarget.login(cluster, Listener.SASL_PLAINTEXT, SaslMechanism.SCRAM_SHA_256, password);
    }
}
