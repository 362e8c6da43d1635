package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A load balancer that answers at some addresses, until it is closed. Closing cuts what goes through it. */
public final class OpenLoadBalancer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenLoadBalancer.class);

    private final LoadBalancer balancer;
    private final List<InetAddress> addresses;
    private final Map<InetSocketAddress, PortListener> open = new HashMap<>();
    private final Runnable follower = this::follow;
    private boolean closed;

    private OpenLoadBalancer(LoadBalancer balancer, Collection<InetAddress> addresses) {
        this.balancer = balancer;
        this.addresses = List.copyOf(addresses);
    }

    static OpenLoadBalancer open(LoadBalancer balancer, Collection<InetAddress> addresses) throws IOException {
        OpenLoadBalancer opened = new OpenLoadBalancer(balancer, addresses);
        balancer.addFollower(opened.follower);
        IOException failure = opened.adjust();
        if (failure != null) {
            opened.close();
            throw failure;
        }
        return opened;
    }

    public List<InetAddress> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        balancer.removeFollower(follower);
        synchronized (this) {
            closed = true;
            open.values().forEach(PortListener::close);
            open.clear();
        }
    }

    private void follow() {
        IOException failure = adjust();
        if (failure != null) {
            log.warn("Load balancer {} could not follow a change: {}", balancer.name(), failure.getMessage());
        }
    }

    /** Makes the open sockets agree with the listeners; answers the last failure, having done all that could be done. */
    private synchronized @Nullable IOException adjust() {
        if (closed) {
            return null;
        }
        SortedMap<Integer, List<Target>> wanted = balancer.listeners();
        closeUnwanted(wanted);
        IOException failure = null;
        for (InetAddress address : addresses) {
            for (Map.Entry<Integer, List<Target>> listener : wanted.entrySet()) {
                try {
                    serve(new InetSocketAddress(address, listener.getKey()), listener.getValue());
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        return failure;
    }

    private void serve(InetSocketAddress at, List<Target> targets) throws IOException {
        PortListener existing = open.get(at);
        if (existing == null) {
            open.put(at, PortListener.open(at, targets));
        } else {
            existing.leadTo(targets);
        }
    }

    private void closeUnwanted(SortedMap<Integer, List<Target>> wanted) {
        for (Iterator<PortListener> each = open.values().iterator(); each.hasNext(); ) {
            PortListener listener = each.next();
            if (!wanted.containsKey(listener.port())) {
                listener.close();
                each.remove();
            }
        }
    }
}
