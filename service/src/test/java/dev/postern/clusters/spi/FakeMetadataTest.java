package dev.postern.clusters.spi;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import java.util.List;
import java.util.stream.Stream;

class FakeMetadataTest extends MetadataSourceContract {

    private final FakeMetadata source = new FakeMetadata();

    FakeMetadataTest() {
        ways().forEach(way -> source.answer(
                way.target(),
                new ClusterMetadata("fake", List.of(new AdvertisedBroker(1, way.address(), null))),
                "right"));
    }

    @Override
    protected MetadataSource source() {
        return source;
    }

    @Override
    protected List<BrokerWay> ways() {
        return Stream.of(9001, 9002)
                .map(port -> new BrokerWay(new HostPort("b-1.kafka.internal", 9092), new HostPort("127.0.0.1", port)))
                .toList();
    }

    @Override
    protected ClusterSecurity rightPassword() {
        return security("right");
    }

    @Override
    protected ClusterSecurity wrongPassword() {
        return security("wrong");
    }

    @Override
    protected String kafkaClusterId() {
        return "fake";
    }

    private static ClusterSecurity security(String password) {
        return new ClusterSecurity(
                SecurityProtocol.SASL_PLAINTEXT, new Login(SaslMechanism.PLAIN, "u", Secret.of(password)), null, null);
    }
}
