package dev.postern.quickstart;

import dev.postern.foundation.HostPort;
import dev.postern.kafka.SimulatedBrokers;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A tenant's cluster of a hundred brokers, which speak Kafka's protocol and store nothing. A load balancer has fifty
 * listeners at most, so that there are three: {@code many-1} to {@code many-3}, with a service each. Broker {@code n} has
 * the listener {@code 9100 + n}; 9100 of the first leads to any of them.
 */
final class HundredBrokers implements AutoCloseable {

    private static final int COUNT = 100;
    private static final int A_LOAD_BALANCER = 40;
    private static final int BASE = 9100;

    private final SimulatedBrokers brokers = SimulatedBrokers.builder(COUNT).start();

    HundredBrokers(Sandbox sandbox) {
        for (int first = 1; first <= COUNT; first += A_LOAD_BALANCER) {
            LoadBalancer balancer = new LoadBalancer("many-" + (first / A_LOAD_BALANCER + 1));
            for (int nodeId = first; nodeId < Math.min(first + A_LOAD_BALANCER, COUNT + 1); nodeId++) {
                balancer.listen(BASE + nodeId, target(nodeId));
            }
            if (first == 1) {
                balancer.listen(BASE, target(1), target(2));
            }
            sandbox.aws()
                    .tenantService(
                            balancer.name(), Account.GLOBEX.id(), "us-east-1", TenantKafka.ZONES, balancer, true);
        }
    }

    private Target target(int nodeId) {
        HostPort address = brokers.target(nodeId);
        List<String> zones = TenantKafka.ZONES;
        return new Target(address.host(), address.port(), zones.get(nodeId % zones.size()));
    }

    @Override
    public void close() {
        try {
            brokers.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
