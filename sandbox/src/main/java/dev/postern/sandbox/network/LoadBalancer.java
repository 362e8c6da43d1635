package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network load balancer: up to {@value #MAX_LISTENERS} listener ports, each with one or more targets. A listener with
 * several targets picks one at random for each connection, as a target group of several brokers does.
 *
 * <p>Safe for use by several threads. A change is followed at once wherever the load balancer is open; connections of a
 * listener whose targets change, or which is removed, are cut.
 */
public final class LoadBalancer {

    /** The quota of listeners for each Network Load Balancer (Elastic Load Balancing, "Quotas"). */
    public static final int MAX_LISTENERS = 50;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");

    private final String name;
    private final TreeMap<Integer, List<Target>> configured = new TreeMap<>();
    private final ListenerFaults faults = new ListenerFaults();

    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /**
     * @param name up to 32 letters, digits and hyphens, as AWS has it
     */
    public LoadBalancer(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "load balancer name must be 1 to 32 letters, digits and hyphens, but is '" + name + "'");
        }
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Adds a listener, or replaces the targets of the one that is there.
     *
     * @return this load balancer
     * @throws IllegalStateException if there are already {@value #MAX_LISTENERS} other listeners
     */
    public LoadBalancer listen(int port, Target... targets) {
        if (targets.length == 0) {
            throw new IllegalArgumentException("listener " + port + " needs at least one target");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("listener port must be from 1 to 65535, but is " + port);
        }
        synchronized (this) {
            if (!configured.containsKey(port) && configured.size() == MAX_LISTENERS) {
                throw new IllegalStateException(
                        "load balancer " + name + " already has " + MAX_LISTENERS + " listeners");
            }
            configured.put(port, List.of(targets));
        }
        tellFollowers();
        return this;
    }

    /** Removes a listener and its faults, if it is there. If it was crossed, every crossing is undone. */
    public void remove(int port) {
        synchronized (this) {
            faults.forget(port);
            configured.remove(port);
        }
        tellFollowers();
    }

    /**
     * Swaps what two listeners lead to: the mistake in a target group that Postern exists to find.
     *
     * @throws NoSuchElementException if one of the ports has no listener
     */
    public void cross(int portA, int portB) {
        change(() -> {
            own(portA);
            own(portB);
            faults.cross(portA, portB);
        });
    }

    /** Takes every crossing back. */
    public void uncross() {
        change(faults::uncross);
    }

    /**
     * Has a listener lead elsewhere than it was told to: to brokers of another cluster, say.
     *
     * @throws NoSuchElementException if the port has no listener
     */
    public void misdirect(int port, Target... targets) {
        if (targets.length == 0) {
            throw new IllegalArgumentException("listener " + port + " needs at least one target");
        }
        change(() -> {
            own(port);
            faults.misdirect(port, List.of(targets));
        });
    }

    /**
     * Puts the targets of another listener into the target group of the first, beside its own.
     *
     * @throws NoSuchElementException if one of the ports has no listener
     */
    public void mix(int port, int other) {
        change(() -> faults.misdirect(
                port,
                Stream.concat(own(port).stream(), own(other).stream())
                        .distinct()
                        .toList()));
    }

    /**
     * Has what is behind a listener hang, as a broker does whose process is stopped: connections are accepted, and once
     * so many bytes of its answers have come through one, nothing does any more, in neither direction. Connections that
     * are open freeze too. Nothing is closed, so the client cannot know.
     *
     * @param answerBytes 0 for a target that never says anything
     * @throws NoSuchElementException if the port has no listener
     */
    public void freeze(int port, long answerBytes) {
        change(() -> {
            own(port);
            faults.freeze(port, answerBytes);
        });
    }

    /**
     * What the health checks say of a listener's targets. Connections go to healthy ones; where none is, they go to
     * the unhealthy ones all the same ("fail open"), so that a connection proves nothing about health.
     *
     * @throws NoSuchElementException if the port has no listener
     */
    public void health(int port, boolean healthy) {
        change(() -> own(port).forEach(target -> faults.health(target, healthy)));
    }

    /**
     * Cross-zone load balancing, which is on here and off by default in AWS. While it is off, an address reaches only the
     * targets that are registered in its own zone; where a target group has none there, connections time out, as they do
     * in AWS. The regional address stands for all zones together and goes on reaching every target.
     */
    public void crossZone(boolean on) {
        change(() -> faults.crossZone(on));
    }

    /** Undoes every fault: crossed, misdirected and frozen listeners, unhealthy targets, no cross-zone balancing. */
    public void mend() {
        change(faults::mend);
    }

    /** True if some listener serves the targets of another. */
    public synchronized boolean isCrossed() {
        return faults.isCrossed();
    }

    /** Whether an address reaches the targets of every zone. */
    public synchronized boolean isCrossZone() {
        return faults.isCrossZone();
    }

    /** The ports behind which something hangs. */
    public synchronized Set<Integer> frozen() {
        return faults.frozen();
    }

    /** A copy of what each listener leads to at present, faults included, ordered by port. */
    public synchronized SortedMap<Integer, List<Target>> listeners() {
        TreeMap<Integer, List<Target>> effective = new TreeMap<>();
        for (int port : configured.keySet()) {
            effective.put(port, faults.targets(port, configured));
        }
        return Collections.unmodifiableSortedMap(effective);
    }

    /** What each listener does at an address of that zone. */
    synchronized SortedMap<Integer, Serving> serving(@Nullable String zone) {
        TreeMap<Integer, Serving> serving = new TreeMap<>();
        listeners().forEach((port, targets) -> serving.put(port, faults.at(zone, port, targets)));
        return serving;
    }

    /**
     * Opens every listener at every one of the addresses, each of which stands for the whole region.
     *
     * @throws IOException if one of them cannot be bound; nothing is left open then
     */
    public OpenLoadBalancer openAt(Collection<InetAddress> addresses) throws IOException {
        return openIn(addresses.stream().map(ZonalAddress::regional).toList());
    }

    /**
     * Opens every listener at every one of the addresses.
     *
     * @throws IOException if one of them cannot be bound; nothing is left open then
     */
    public OpenLoadBalancer openIn(Collection<ZonalAddress> addresses) throws IOException {
        return OpenLoadBalancer.open(this, addresses);
    }

    void addFollower(Runnable follower) {
        followers.add(follower);
    }

    void removeFollower(Runnable follower) {
        followers.remove(follower);
    }

    private void tellFollowers() {
        followers.forEach(Runnable::run);
    }

    private void change(Runnable change) {
        synchronized (this) {
            change.run();
        }
        tellFollowers();
    }

    /** What the listener was told to lead to. */
    private List<Target> own(int port) {
        List<Target> targets = configured.get(port);
        if (targets == null) {
            throw new NoSuchElementException("load balancer " + name + " has no listener on port " + port);
        }
        return targets;
    }
}
