package dev.postern.clusters.spi;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.foundation.Secret;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The stand-in keeps the contract. */
class FakeBrokersTest extends BrokerProbeContract {

    private final FakeBrokers brokers = FakeBrokers.of(3);
    private int port = 9000;

    @Override
    protected BrokerProbe probe() {
        return brokers;
    }

    @Override
    protected ClusterMetadata metadata(Speaking speaking) {
        return brokers.metadata();
    }

    @Override
    protected ClusterSecurity security(Speaking speaking) {
        return security(speaking, FakeBrokers.PASSWORD);
    }

    @Override
    protected ClusterSecurity wrongPassword() {
        return security(Speaking.SASL_SSL, "wrong");
    }

    @Override
    protected ProbeTarget target(int nodeId, Speaking speaking, int... behind) {
        port++;
        brokers.listen(port, SecurityProtocol.valueOf(speaking.name()), behind);
        return new ProbeTarget(FakeBrokers.address(nodeId), InetAddress.getLoopbackAddress(), port);
    }

    @Override
    protected ProbeTarget closed() {
        return new ProbeTarget(FakeBrokers.address(1), InetAddress.getLoopbackAddress(), 1);
    }

    private static ClusterSecurity security(Speaking speaking, String password) {
        @Nullable
        Login login =
                speaking == Speaking.SASL_SSL ? new Login(SaslMechanism.SCRAM_SHA_512, "u", Secret.of(password)) : null;
        return new ClusterSecurity(SecurityProtocol.valueOf(speaking.name()), login, null, null);
    }
}
