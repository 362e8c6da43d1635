package dev.postern.validation;

import dev.postern.clusters.spi.TcpOutcome;
import java.util.Map;

/** Does anything listen there? */
final class TcpRung {

    private static final String GATEWAY_SILENT =
            "Operator: see that this replica reaches the gateway: its security group, and postern.gateway.allow-clients.";

    private TcpRung() {}

    static Finding read(Reading<TcpOutcome> reading) {
        String address = reading.target().dialled();
        String listener = reading.route().listener();
        String zone = reading.route().zone();
        return switch (reading.result()) {
            case TcpOutcome.Connected() -> Finding.pass("%s accepts connections.".formatted(address), Map.of());
            case TcpOutcome.Refused() ->
                Finding.fail(
                        "%s refuses connections.".formatted(address),
                        Map.of(),
                        reading.route().tunnelled()
                                ? "Operator: see that a gateway holds the tunnel and that nothing else has its port: the log of the gateway says so. A port for a new broker takes a second to be opened."
                                : "Tenant: see that %s exists on the load balancer, that its target group holds broker %s, and that the broker listens there."
                                        .formatted(listener, reading.target().broker()));
            case TcpOutcome.TimedOut() ->
                Finding.fail(
                        "Nothing answers at %s.".formatted(address),
                        Map.of(),
                        reading.route().tunnelled()
                                ? GATEWAY_SILENT
                                : "Tenant: see that the target group of %s has a healthy target, that the security groups of load balancer and broker let port %d in, and that cross-zone load balancing is on: without it %s."
                                        .formatted(
                                                listener,
                                                reading.target().broker().port(),
                                                zone == null
                                                        ? "an address reaches targets of its own zone only"
                                                        : "this address reaches only targets that are registered in zone "
                                                                + zone));
            case TcpOutcome.Forbidden() ->
                Finding.fail(ResolveRung.FORBIDDEN, Map.of(), ResolveRung.allow(reading.route()));
            case TcpOutcome.Unreachable(String detail) ->
                Finding.fail(
                        detail,
                        Map.of(),
                        reading.route().tunnelled()
                                ? GATEWAY_SILENT
                                : "Operator: see that this replica has a route into the VPC of the endpoint of connection %s."
                                        .formatted(reading.route().connectionId()));
        };
    }
}
