package dev.postern.onboarding;

import dev.postern.clusters.BootstrapRoute;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import dev.postern.resolution.WantedListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which listeners the load balancer of a connection is to have: as many as AWS allows, the certain ones before those that
 * may be needed.
 *
 * @param listeners by port
 * @param anyBroker by port
 * @param notes what cannot be had, for people
 */
record LoadBalancerPlan(List<Listener> listeners, List<AnyBrokerListener> anyBroker, List<String> notes) {

    /** Of one network load balancer (AWS, "Quotas for your Network Load Balancers"). */
    static final int MAX_LISTENERS = 50;

    private static final int MAX_NOTES = 20;

    LoadBalancerPlan {
        listeners = List.copyOf(listeners);
        anyBroker = List.copyOf(anyBroker);
        notes = List.copyOf(notes);
    }

    static LoadBalancerPlan of(ConnectionId connection, List<RoutedCluster> clusters) {
        Notes notes = new Notes();
        Map<Integer, RoutedCluster> bootstrap = new LinkedHashMap<>();
        for (RoutedCluster routed : clusters) {
            BootstrapRoute route = routed.cluster().bootstrapRoute();
            if (route != null
                    && route.connectionId().equals(connection)
                    && bootstrap.size() < MAX_LISTENERS
                    && bootstrap.putIfAbsent(route.port(), routed) != null) {
                notes.add(
                        "Listener %d is to lead to any broker of two clusters: give the bootstrapRoute of %s another port.",
                        route.port(), routed.cluster().name());
            }
        }
        Map<Integer, Listener> chosen = new LinkedHashMap<>();
        Stream<Listener> wanted = clusters.stream()
                .flatMap(routed -> routed.wanted().stream().map(listener -> listener(routed, listener)))
                .sorted(Comparator.comparing(Listener::required).reversed().thenComparingInt(Listener::port));
        wanted.forEach(listener -> choose(listener, chosen, bootstrap, notes));
        return new LoadBalancerPlan(
                chosen.values().stream()
                        .sorted(Comparator.comparingInt(Listener::port))
                        .toList(),
                bootstrap.entrySet().stream()
                        .map(entry -> anyBroker(entry.getKey(), entry.getValue(), chosen))
                        .sorted(Comparator.comparingInt(AnyBrokerListener::port))
                        .toList(),
                notes.all());
    }

    /** Some of them: what is wrong once is often wrong a thousand times. */
    private static final class Notes {

        private final List<String> first = new ArrayList<>();
        private int more;

        void add(String format, Object... values) {
            if (first.size() < MAX_NOTES) {
                first.add(format.formatted(values));
            } else {
                more++;
            }
        }

        List<String> all() {
            return more == 0
                    ? first
                    : Stream.concat(first.stream(), Stream.of("And %d more of the kind.".formatted(more)))
                            .toList();
        }
    }

    private static void choose(
            Listener listener, Map<Integer, Listener> chosen, Map<Integer, RoutedCluster> bootstrap, Notes notes) {
        Listener other = chosen.get(listener.port());
        if (other != null) {
            if (listener.required() && !listener.leadsAsDoes(other)) {
                notes.add(
                        "Listener %d is wanted for %s of %s and for %s of %s: a listener leads to one broker only.",
                        listener.port(), other.broker(), other.cluster(), listener.broker(), listener.cluster());
            }
        } else if (bootstrap.containsKey(listener.port())) {
            notes.add(
                    "Listener %d leads to any broker and cannot lead to %s of %s alone: change its route.",
                    listener.port(), listener.broker(), listener.cluster());
        } else if (chosen.size() + bootstrap.size() < MAX_LISTENERS) {
            chosen.put(listener.port(), listener);
        } else if (listener.required()) {
            notes.add(
                    "Listener %d for %s of %s is left out: a load balancer has at most %d. Route it over another connection.",
                    listener.port(), listener.broker(), listener.cluster(), MAX_LISTENERS);
        }
    }

    private static Listener listener(RoutedCluster routed, WantedListener wanted) {
        HostPort address = wanted.broker();
        String broker = address != null
                ? address.toString()
                : wanted.nodeId() == null ? "a broker" : "the broker of node id " + wanted.nodeId();
        return new Listener(
                wanted.port(),
                broker,
                routed.cluster().name(),
                address == null ? routed.brokerPort() : address.port(),
                wanted.known());
    }

    private static AnyBrokerListener anyBroker(int port, RoutedCluster routed, Map<Integer, Listener> chosen) {
        return new AnyBrokerListener(
                port,
                routed.cluster().name(),
                routed.wanted().stream()
                        .filter(wanted -> {
                            Listener listener = chosen.get(wanted.port());
                            return listener != null && listener.leadsAsDoes(listener(routed, wanted));
                        })
                        .map(WantedListener::port)
                        .distinct()
                        .toList(),
                routed.brokerPort());
    }
}
