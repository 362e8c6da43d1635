package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.HostPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a request wants of a cluster, as far as that can be judged from the request alone. */
final class ClusterParser {

    /** Each is held against each broker, whenever anything of the mapping changes. */
    private static final int MAX_PATTERNS = 100;

    private final Findings findings = new Findings();

    private ClusterParser() {}

    /**
     * Throws {@code INVALID_REQUEST} that names every field at fault.
     *
     * @param request has passed the constraints of its annotations
     */
    static ClusterIntent parse(ClusterCreate request, StoredSecrets stored) {
        return new ClusterParser().read(request, stored);
    }

    private ClusterIntent read(ClusterCreate request, StoredSecrets stored) {
        List<HostPort> bootstrap = bootstrap(request.bootstrap());
        ClusterSecurity security = new SecurityParser(findings).read(request.security(), stored);
        BootstrapRouteBody route = request.bootstrapRoute();
        List<Route> routes = routes(request.routes());
        findings.throwIfAny();
        if (security == null) {
            throw new IllegalStateException("security was refused without a finding");
        }
        return new ClusterIntent(
                request.name(),
                bootstrap,
                security,
                route == null ? null : new BootstrapRoute(route.connectionId(), route.port()),
                routes);
    }

    private List<HostPort> bootstrap(List<@Nullable String> texts) {
        List<HostPort> addresses = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int at = 0; at < texts.size(); at++) {
            String pointer = "/bootstrap/" + at;
            String text = texts.get(at);
            HostPort address =
                    findings.read(pointer, () -> HostPort.parse(required(text, "an address is written host:port")));
            if (address == null) {
                continue;
            }
            Integer earlier = seen.putIfAbsent(address.key(), at);
            if (earlier != null) {
                findings.add(pointer, "is the same address as /bootstrap/%d; leave one out".formatted(earlier));
            }
            addresses.add(address);
        }
        return addresses;
    }

    private static boolean isPattern(Route route) {
        return route.match() instanceof RouteMatch.ByAddress byAddress
                && !byAddress.pattern().exact();
    }

    private List<Route> routes(List<@Nullable RouteBody> bodies) {
        List<Route> routes = new ArrayList<>();
        for (int at = 0; at < bodies.size(); at++) {
            RouteBody body = bodies.get(at);
            String pointer = "/routes/" + at;
            if (body == null) {
                findings.add(pointer, "must be a route, not null");
                continue;
            }
            RouteMatch match = match(pointer + "/match", body.match());
            RoutePort port = port(pointer + "/port/value", body.port());
            if (match == null || port == null) {
                continue;
            }
            if (match instanceof RouteMatch.ByNodeId byId
                    && port instanceof RoutePort.NodeIdPlus plus
                    && (long) plus.offset() + byId.nodeIds().lowest() > 65535) {
                findings.add(
                        pointer + "/port/value",
                        "sends even the lowest of these node ids past port 65535; choose a smaller offset");
                continue;
            }
            routes.add(new Route(match, body.connectionId(), port, body.availabilityZone()));
        }
        if (routes.stream().filter(ClusterParser::isPattern).count() > MAX_PATTERNS) {
            findings.add(
                    "/routes",
                    "have at most %d addresses with *; name brokers by nodeIds, or exactly".formatted(MAX_PATTERNS));
        }
        return routes;
    }

    private @Nullable RouteMatch match(String pointer, RouteMatchBody body) {
        String address = body.address();
        String nodeIds = body.nodeIds();
        if (address != null && nodeIds == null) {
            return findings.read(pointer + "/address", () -> new RouteMatch.ByAddress(AddressPattern.asked(address)));
        }
        if (nodeIds != null && address == null) {
            return findings.read(pointer + "/nodeIds", () -> new RouteMatch.ByNodeId(new NodeIds(nodeIds)));
        }
        findings.add(
                pointer,
                address == null
                        ? "needs one of address (host:port, * allowed) and nodeIds (such as 4-6,9)"
                        : "takes address or nodeIds, not both; make two routes of it");
        return null;
    }

    private @Nullable RoutePort port(String pointer, RoutePortBody body) {
        Integer value = body.value();
        return switch (body.kind()) {
            case FIXED ->
                findings.read(
                        pointer,
                        () -> new RoutePort.Fixed(required(value, "is required with FIXED: the listener's port")));
            case NODE_ID_PLUS ->
                findings.read(
                        pointer,
                        () -> new RoutePort.NodeIdPlus(
                                required(value, "is required with NODE_ID_PLUS: 9000 sends node 1 to port 9001")));
            case SAME -> withoutValue(pointer, value, new RoutePort.Same());
            case TUNNEL -> withoutValue(pointer, value, new RoutePort.Tunnel());
        };
    }

    private @Nullable RoutePort withoutValue(String pointer, @Nullable Integer value, RoutePort port) {
        if (value != null) {
            findings.add(pointer, "goes with FIXED and NODE_ID_PLUS only; leave it out, or choose one of these");
            return null;
        }
        return port;
    }

    private static <T> T required(@Nullable T value, String advice) {
        if (value == null) {
            throw new IllegalArgumentException(advice);
        }
        return value;
    }
}
