package dev.postern.validation;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.clusters.Route;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Unrouted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be told without asking anybody: does what the tenant wrote down fit together, and is the way in there? */
final class ConfigurationChecks {

    /** Of a network load balancer: 49 brokers and an any-broker listener. */
    private static final int MAX_LISTENERS = 50;

    private ConfigurationChecks() {}

    static Map<CheckId, Finding> of(ClusterPicture picture) {
        Map<CheckId, Finding> findings = new LinkedHashMap<>();
        findings.put(CheckId.configuration("routes"), routes(picture));
        findings.put(CheckId.configuration("ports"), ports(picture));
        findings.put(CheckId.configuration("listeners"), listeners(picture));
        findings.put(CheckId.configuration("zones"), zones(picture));
        for (ConnectionId id : connectionsOf(picture)) {
            findings.put(CheckId.connection(id), connection(id, picture.connections()));
        }
        return findings;
    }

    private static Finding routes(ClusterPicture picture) {
        List<String> uncovered = unrouted(picture, Unrouted.NO_ROUTE)
                .filter(each -> picture.cluster().bootstrap().contains(each.address()))
                .map(each -> each.address().toString())
                .toList();
        return uncovered.isEmpty()
                ? Finding.pass(
                        "Every bootstrap address has a route.",
                        Map.of("bootstrap", picture.cluster().bootstrap().size()))
                : Finding.fail(
                        "No route covers %s.".formatted(String.join(", ", uncovered)),
                        Map.of("uncovered", uncovered),
                        "Tenant: add a route that matches the address, or a bootstrapRoute to a listener that any broker answers on.");
    }

    private static Finding ports(ClusterPicture picture) {
        List<String> conflicts =
                unrouted(picture, Unrouted.PORT_CONFLICT).map(Unrouted::label).toList();
        return conflicts.isEmpty()
                ? Finding.pass("No two brokers share a listener.", Map.of())
                : Finding.fail(
                        "The routes send several brokers to one listener: %s."
                                .formatted(String.join(
                                        ", ", conflicts.stream().limit(5).toList())),
                        Map.of("conflicts", conflicts),
                        "Tenant: give each of these brokers a listener port of its own on the load balancer, and change the routes so that each leads to its own.");
    }

    private static Finding listeners(ClusterPicture picture) {
        Map<String, Set<Integer>> ports = new TreeMap<>();
        Stream.concat(picture.ways().brokers().stream().map(RoutedBroker::route), picture.ways().bootstrap().stream())
                .filter(route -> !route.tunnelled())
                .forEach(route -> ports.computeIfAbsent(
                                route.connectionId().value(), connection -> new LinkedHashSet<>())
                        .add(route.way().target().port()));
        Map<String, Object> counts = ports.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
        List<String> over = ports.entrySet().stream()
                .filter(entry -> entry.getValue().size() > MAX_LISTENERS)
                .map(Map.Entry::getKey)
                .toList();
        return over.isEmpty()
                ? Finding.pass("No connection needs more than %d listeners.".formatted(MAX_LISTENERS), counts)
                : Finding.fail(
                        "The routes need more than %d listeners of %s."
                                .formatted(MAX_LISTENERS, String.join(", ", over)),
                        counts,
                        "Tenant: a load balancer has at most %d listeners. Make another connection with a load balancer of its own and send some of the brokers there."
                                .formatted(MAX_LISTENERS));
    }

    private static Finding zones(ClusterPicture picture) {
        List<String> problems = new ArrayList<>();
        for (Route route : picture.cluster().routes()) {
            ConnectionEndpoint endpoint = picture.connections().get(route.connectionId());
            String zone = route.availabilityZone();
            if (endpoint == null || zone == null) {
                continue;
            }
            if (endpoint.crossRegion()) {
                problems.add("%s reaches another region, and so has no names for zones such as %s"
                        .formatted(endpoint.id(), zone));
            } else if (!endpoint.availabilityZones().contains(zone)) {
                problems.add("%s is not in %s but in %s"
                        .formatted(endpoint.id(), zone, String.join(", ", endpoint.availabilityZones())));
            } else if (endpoint.available()
                    && endpoint.dnsNames().stream().noneMatch(name -> zone.equals(name.availabilityZone()))) {
                problems.add("the endpoint of %s has no name for %s".formatted(endpoint.id(), zone));
            }
        }
        List<String> distinct = problems.stream().distinct().toList();
        return distinct.isEmpty()
                ? Finding.pass("Every zone that a route names is one of its connection.", Map.of())
                : Finding.fail(
                        "A route names a zone that its connection does not have: %s.".formatted(distinct.getFirst()),
                        Map.of("problems", distinct),
                        "Tenant: leave the zone out of the route, which takes the regional name, or name one that the connection has.");
    }

    private static Finding connection(ConnectionId id, Map<ConnectionId, ConnectionEndpoint> connections) {
        ConnectionEndpoint endpoint = connections.get(id);
        if (endpoint == null) {
            return Finding.fail(
                    "The connection is gone, or being deleted.",
                    Map.of(),
                    "Tenant: change the routes that lead through it to another connection.");
        }
        Map<String, Object> evidence =
                Map.of("name", endpoint.name(), "kind", endpoint.kind().name());
        return endpoint.available()
                ? Finding.pass("The connection %s is available.".formatted(endpoint.name()), evidence)
                : Finding.fail(
                        "The connection %s is not available.".formatted(endpoint.name()),
                        evidence,
                        endpoint.kind() == ConnectionKind.AWS_PRIVATELINK
                                ? "See the connection: it says what is missing, who acts next, and how."
                                : "See the connection: it says why the bastion cannot be used, and what to do.");
    }

    private static Set<ConnectionId> connectionsOf(ClusterPicture picture) {
        Set<ConnectionId> ids = picture.cluster().routes().stream()
                .map(Route::connectionId)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        BootstrapRoute bootstrap = picture.cluster().bootstrapRoute();
        if (bootstrap != null) {
            ids.add(bootstrap.connectionId());
        }
        return ids;
    }

    private static Stream<Unrouted> unrouted(ClusterPicture picture, String reason) {
        return picture.ways().unrouted().stream().filter(each -> each.reason().equals(reason));
    }
}
