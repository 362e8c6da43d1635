package dev.postern.sandbox.network;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a load balancer at the moment. Used with the load balancer's lock held. */
final class ListenerFaults {

    /** Listener port to the port whose targets it serves instead of its own; a permutation without fixed points. */
    private final Map<Integer, Integer> crossed = new TreeMap<>();

    private final Map<Integer, List<Target>> misdirected = new TreeMap<>();
    private final Map<Integer, Long> frozen = new TreeMap<>();
    private final Set<Target> unhealthy = new HashSet<>();
    private boolean crossZone = true;

    void cross(int portA, int portB) {
        int sourceOfA = crossed.getOrDefault(portA, portA);
        int sourceOfB = crossed.getOrDefault(portB, portB);
        serve(portA, sourceOfB);
        serve(portB, sourceOfA);
    }

    boolean isCrossed() {
        return !crossed.isEmpty();
    }

    void uncross() {
        crossed.clear();
    }

    void misdirect(int port, List<Target> targets) {
        misdirected.put(port, targets);
    }

    void freeze(int port, long answerBytes) {
        frozen.put(port, answerBytes);
    }

    void health(Target target, boolean healthy) {
        if (healthy) {
            unhealthy.remove(target);
        } else {
            unhealthy.add(target);
        }
    }

    void crossZone(boolean on) {
        crossZone = on;
    }

    boolean isCrossZone() {
        return crossZone;
    }

    Set<Integer> frozen() {
        return new TreeSet<>(frozen.keySet());
    }

    /** A listener that is removed takes its faults with it; if it was crossed, every crossing is undone. */
    void forget(int port) {
        if (crossed.containsKey(port)) {
            crossed.clear();
        }
        misdirected.remove(port);
        frozen.remove(port);
    }

    void mend() {
        crossed.clear();
        misdirected.clear();
        frozen.clear();
        unhealthy.clear();
        crossZone = true;
    }

    /** What the listener leads to, in whatever zone and health. */
    List<Target> targets(int port, Map<Integer, List<Target>> configured) {
        List<Target> elsewhere = misdirected.get(port);
        return elsewhere == null ? Objects.requireNonNull(configured.get(crossed.getOrDefault(port, port))) : elsewhere;
    }

    /** What becomes of the listener's targets at an address of that zone. */
    Serving at(@Nullable String zone, int port, List<Target> targets) {
        List<Target> reachable = crossZone || zone == null
                ? targets
                : targets.stream()
                        .filter(target -> target.zone() == null || zone.equals(target.zone()))
                        .toList();
        List<Target> healthy = reachable.stream()
                .filter(target -> !unhealthy.contains(target))
                .collect(Collectors.toUnmodifiableList());
        return new Serving(healthy.isEmpty() ? reachable : healthy, frozen.getOrDefault(port, Serving.ALL));
    }

    private void serve(int port, int source) {
        if (port == source) {
            crossed.remove(port);
        } else {
            crossed.put(port, source);
        }
    }
}
