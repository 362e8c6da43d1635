package dev.postern.onboarding;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.sandbox.network.Target;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The tenant's AWS account, in which Terraform is applied by whoever reads it: just as it says, and no more. */
record TenantAccount(Sandbox sandbox, KafkaBrokers brokers, LoadBalancer loadBalancer, String serviceName)
        implements Newcomer.Side {

    @Override
    public void apply(String kitItem, String content) {
        if (!kitItem.equals(Kit.TERRAFORM)) {
            return;
        }
        JsonNode module = Hcl.parse(content);
        JsonNode locals = module.at("/locals/0");
        locals.path("listeners")
                .properties()
                .forEach(listener -> node(listener.getValue().path("broker").asString())
                        .ifPresent(node -> loadBalancer.listen(Integer.parseInt(listener.getKey()), target(node))));
        locals.path("bootstrap_listeners").properties().forEach(listener -> {
            Target[] targets = listener.getValue()
                    .path("brokers")
                    .valueStream()
                    .flatMap(port ->
                            node(locals.path("listeners")
                                            .path(port.asString())
                                            .path("broker")
                                            .asString())
                                    .stream()
                                    .mapToObj(this::target))
                    .toArray(Target[]::new);
            loadBalancer.listen(Integer.parseInt(listener.getKey()), targets);
        });
        module.at("/resource/aws_vpc_endpoint_service_allowed_principal")
                .forEach(principal -> sandbox.aws()
                        .allow(serviceName, principal.at("/0/principal_arn").asString()));
    }

    @Override
    public void called(List<String> command) {
        if (command.contains("accept-vpc-endpoint-connections")) {
            sandbox.aws().accept(command.getLast());
        }
    }

    /** The broker that a listener is for, if there is one. */
    private OptionalInt node(String described) {
        return brokers.nodeIds().stream()
                .mapToInt(Integer::intValue)
                .filter(node -> Stream.of(
                                "the broker of node id " + node, "b-%d.kafka.acme.internal:9092".formatted(node))
                        .anyMatch(described::equals))
                .findFirst();
    }

    private Target target(int node) {
        return TenantKafka.target(brokers, node, Listener.PLAINTEXT);
    }
}
