package dev.postern.validation;

import dev.postern.clusters.spi.NameOutcome;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** Does the endpoint's name lead anywhere, as this replica sees it? */
final class ResolveRung {

    static final String FORBIDDEN = "This installation does not connect to that address.";

    private ResolveRung() {}

    static Finding read(RoutedWay route, NameOutcome outcome) {
        String host = route.way().target().host();
        return switch (outcome) {
            case NameOutcome.Resolved(List<InetAddress> addresses, int forbidden)
            when forbidden > 0 ->
                Finding.fail(
                        "%s has %d more address(es) that this installation does not connect to."
                                .formatted(host, forbidden),
                        evidence(host, addresses),
                        allow(route));
            case NameOutcome.Resolved(List<InetAddress> addresses, int none) ->
                Finding.pass(
                        "%s has %s."
                                .formatted(
                                        host, addresses.size() == 1 ? "one address" : addresses.size() + " addresses"),
                        evidence(host, addresses));
            case NameOutcome.Forbidden(String detail) -> Finding.fail(detail, Map.of("host", host), allow(route));
            case NameOutcome.NotResolved(String detail) ->
                Finding.fail(
                        detail,
                        Map.of("host", host),
                        "Look at connection %s: its endpoint may be gone or too new. If it is available, check that this installation's name servers resolve names of VPC endpoints."
                                .formatted(route.connectionId()));
        };
    }

    /** What to do about an address that is not dialled. The same for each: what is there is nobody's business. */
    static String allow(RoutedWay route) {
        return "Operator: if the endpoint of connection %s has its addresses there, add the CIDR of its subnets to postern.dialling.allow on all replicas."
                .formatted(route.connectionId());
    }

    private static Map<String, Object> evidence(String host, List<InetAddress> addresses) {
        return Map.of(
                "host",
                host,
                "addresses",
                addresses.stream().map(InetAddress::getHostAddress).toList());
    }
}
