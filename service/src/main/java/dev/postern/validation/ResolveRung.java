package dev.postern.validation;

import dev.postern.clusters.spi.NameOutcome;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** Does the endpoint's name lead anywhere, as this replica sees it? */
final class ResolveRung {

    private ResolveRung() {}

    static Finding read(RoutedWay route, NameOutcome outcome) {
        String host = route.way().target().host();
        return switch (outcome) {
            case NameOutcome.Resolved(List<InetAddress> addresses) ->
                Finding.pass(
                        "%s has %s."
                                .formatted(
                                        host, addresses.size() == 1 ? "one address" : addresses.size() + " addresses"),
                        Map.of(
                                "host",
                                host,
                                "addresses",
                                addresses.stream()
                                        .map(InetAddress::getHostAddress)
                                        .toList()));
            case NameOutcome.NotResolved(String detail) ->
                Finding.fail(
                        detail,
                        Map.of("host", host),
                        "Look at connection %s: its endpoint may be gone or too new. If it is available, check that this installation's name servers resolve names of VPC endpoints."
                                .formatted(route.connectionId()));
        };
    }
}
