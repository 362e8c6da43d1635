package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

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
    /** Listener port to the port whose targets it serves instead of its own; a permutation without fixed points. */
    private final Map<Integer, Integer> crossed = new TreeMap<>();

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

    /** Removes a listener if it is there. If it was crossed, every crossing is undone. */
    public void remove(int port) {
        synchronized (this) {
            if (crossed.containsKey(port)) {
                crossed.clear();
            }
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
        synchronized (this) {
            int sourceOfA = sourceOf(portA);
            int sourceOfB = sourceOf(portB);
            serve(portA, sourceOfB);
            serve(portB, sourceOfA);
        }
        tellFollowers();
    }

    /** Gives every listener its own targets back. */
    public void uncross() {
        synchronized (this) {
            crossed.clear();
        }
        tellFollowers();
    }

    /** True if some listener serves the targets of another. */
    public synchronized boolean isCrossed() {
        return !crossed.isEmpty();
    }

    /** A copy of what each listener leads to at present, crossings included, ordered by port. */
    public synchronized SortedMap<Integer, List<Target>> listeners() {
        TreeMap<Integer, List<Target>> effective = new TreeMap<>();
        for (int port : configured.keySet()) {
            effective.put(port, configured.getOrDefault(sourceOf(port), List.of()));
        }
        return Collections.unmodifiableSortedMap(effective);
    }

    /**
     * Opens every listener at every one of the addresses.
     *
     * @throws IOException if one of them cannot be bound; nothing is left open then
     */
    public OpenLoadBalancer openAt(Collection<InetAddress> addresses) throws IOException {
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

    private int sourceOf(int port) {
        if (!configured.containsKey(port)) {
            throw new NoSuchElementException("load balancer " + name + " has no listener on port " + port);
        }
        return crossed.getOrDefault(port, port);
    }

    private void serve(int port, int source) {
        if (port == source) {
            crossed.remove(port);
        } else {
            crossed.put(port, source);
        }
    }
}
