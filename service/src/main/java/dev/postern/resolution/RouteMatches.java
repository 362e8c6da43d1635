package dev.postern.resolution;

import dev.postern.clusters.Route;
import dev.postern.clusters.RouteMatch;
import dev.postern.clusters.RoutePort;
import dev.postern.foundation.HostPort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of a cluster's routes an address takes: the first that is for it. Pure. */
final class RouteMatches {

    private record Asked(String address, @Nullable Integer nodeId) {}

    private final List<Route> routes;
    private final @Nullable Map<Asked, Optional<Route>> known;

    private RouteMatches(List<Route> routes, @Nullable Map<Asked, Optional<Route>> known) {
        this.routes = routes;
        this.known = known;
    }

    /** For addresses that anybody may ask for. */
    static RouteMatches of(List<Route> routes) {
        return new RouteMatches(routes, null);
    }

    /** For the brokers of one join, each of which is asked for more than once; by one thread. */
    static RouteMatches remembering(List<Route> routes) {
        return new RouteMatches(routes, new HashMap<>());
    }

    /** @param nodeId null if nobody knows the broker */
    Optional<Route> first(HostPort address, @Nullable Integer nodeId) {
        Asked asked = new Asked(address.key(), nodeId);
        return known == null ? find(asked) : known.computeIfAbsent(asked, this::find);
    }

    private Optional<Route> find(Asked asked) {
        return routes.stream().filter(route -> applies(route, asked)).findFirst();
    }

    private static boolean applies(Route route, Asked asked) {
        Integer nodeId = asked.nodeId();
        boolean matches = switch (route.match()) {
            case RouteMatch.ByAddress byAddress -> byAddress.pattern().matches(asked.address());
            case RouteMatch.ByNodeId byNodeId ->
                nodeId != null && byNodeId.nodeIds().contain(nodeId);
        };
        return matches && (nodeId != null || !(route.port() instanceof RoutePort.NodeIdPlus));
    }

    /** Of how many routes. */
    int size() {
        return routes.size();
    }
}
