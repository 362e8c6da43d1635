package dev.postern.sandbox;

import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A tenant's Kafka cluster behind PrivateLink, as the onboarding asks for: a load balancer with a listener per broker
 * and one for any broker, and an endpoint service that requires acceptance.
 *
 * @param loadBalancer listens on {@code 9000 + node id} for the brokers' plaintext listeners and on
 *     {@code 9400 + node id} for their SASL_SSL ones; 9091 and 9491 lead to any of them
 * @param serviceName what the tenant tells Postern
 */
public record TenantKafka(LoadBalancer loadBalancer, String serviceName) {

    public static final int PLAINTEXT_BASE = 9000;
    public static final int SASL_SSL_BASE = 9400;
    public static final int ANY_PLAINTEXT = 9091;
    public static final int ANY_SASL_SSL = 9491;

    /** The zones of the tenant's load balancer. */
    public static final List<String> ZONES = List.of("use1-az1", "use1-az2", "use1-az4");

    private static final String REGION = "us-east-1";

    /**
     * Puts brokers behind PrivateLink.
     *
     * @param name of the load balancer and the service; one of a kind in its sandbox
     */
    public static TenantKafka behindPrivateLink(Sandbox sandbox, Account account, String name, KafkaBrokers brokers) {
        LoadBalancer loadBalancer = new LoadBalancer(name);
        for (int nodeId : brokers.nodeIds()) {
            loadBalancer.listen(PLAINTEXT_BASE + nodeId, target(brokers, nodeId, Listener.PLAINTEXT));
            loadBalancer.listen(SASL_SSL_BASE + nodeId, target(brokers, nodeId, Listener.SASL_SSL));
        }
        loadBalancer.listen(ANY_PLAINTEXT, targets(brokers, Listener.PLAINTEXT));
        loadBalancer.listen(ANY_SASL_SSL, targets(brokers, Listener.SASL_SSL));
        String serviceName = sandbox.aws().tenantService(name, account.id(), REGION, ZONES, loadBalancer, true);
        return new TenantKafka(loadBalancer, serviceName);
    }

    /**
     * Gives the tenant a bastion from which the brokers are reached under the names and ports that they advertise.
     *
     * @param name of the bastion; one of a kind in its sandbox
     * @throws IOException if it cannot listen
     */
    public static Bastion behindBastion(Sandbox sandbox, String name, KafkaBrokers brokers) throws IOException {
        return sandbox.openBastion(name, network(brokers));
    }

    /** What the tenant's own machines see of the brokers: those there are at the moment, each where it really listens. */
    public static PrivateNetwork network(KafkaBrokers brokers) {
        return (host, port) -> {
            InetSocketAddress wanted = InetSocketAddress.createUnresolved(host, port);
            return brokers.nodeIds().stream()
                    .flatMap(nodeId -> Listener.external().stream()
                            .filter(listener ->
                                    brokers.advertised(nodeId, listener).equals(wanted))
                            .map(listener -> brokers.address(nodeId, listener)))
                    .findFirst();
        };
    }

    private static Target[] targets(KafkaBrokers brokers, Listener listener) {
        return brokers.nodeIds().stream()
                .map(nodeId -> target(brokers, nodeId, listener))
                .toArray(Target[]::new);
    }

    /** A broker's listener as the target of a load balancer, registered in the broker's zone. */
    public static Target target(KafkaBrokers brokers, int nodeId, Listener listener) {
        InetSocketAddress address = brokers.address(nodeId, listener);
        return new Target(address.getHostString(), address.getPort(), brokers.rack(nodeId));
    }
}
