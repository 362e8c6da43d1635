package dev.postern.kafka;

import dev.postern.clusters.spi.BrokerProbe;
import dev.postern.clusters.spi.BrokerProbeContract;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.ProbeTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** To the probes, simulated brokers are as real ones are. */
class SimulatedBrokersTest extends BrokerProbeContract {

    private final Map<Speaking, SimulatedBrokers> listeners = new EnumMap<>(Speaking.class);
    private final List<Forwarder> forwarders = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (Forwarder forwarder : forwarders) {
            forwarder.close();
        }
        for (SimulatedBrokers brokers : listeners.values()) {
            brokers.close();
        }
    }

    @Override
    protected BrokerProbe probe() {
        return SimulatedBrokers.probe();
    }

    @Override
    protected ClusterMetadata metadata(Speaking speaking) {
        return brokers(speaking).metadata();
    }

    @Override
    protected ClusterSecurity security(Speaking speaking) {
        return brokers(speaking).security();
    }

    @Override
    protected ClusterSecurity wrongPassword() {
        return brokers(Speaking.SASL_SSL).security("wrong");
    }

    @Override
    protected ProbeTarget target(int nodeId, Speaking speaking, int... behind) {
        Forwarder forwarder = Forwarder.to(
                Arrays.stream(behind).mapToObj(brokers(speaking)::address).toArray(InetSocketAddress[]::new));
        forwarders.add(forwarder);
        return TestTarget.at(SimulatedCluster.address(nodeId), forwarder.port());
    }

    @Override
    protected ProbeTarget closed() {
        return TestTarget.at(SimulatedCluster.address(1), 1);
    }

    private SimulatedBrokers brokers(Speaking speaking) {
        return listeners.computeIfAbsent(
                speaking,
                each -> SimulatedBrokers.builder(3)
                        .protocol(SecurityProtocol.valueOf(each.name()))
                        .start());
    }
}
