package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A load balancer that answers at some addresses, until it is closed. Closing cuts what goes through it. */
public final class OpenLoadBalancer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OpenLoadBalancer.class);

    private final LoadBalancer balancer;
    private final List<ZonalAddress> addresses;
    private final Map<InetSocketAddress, OpenPort> open = new HashMap<>();
    private final Runnable follower = this::follow;
    private boolean closed;

    private OpenLoadBalancer(LoadBalancer balancer, Collection<ZonalAddress> addresses) {
        this.balancer = balancer;
        this.addresses = List.copyOf(addresses);
    }

    static OpenLoadBalancer open(LoadBalancer balancer, Collection<ZonalAddress> addresses) throws IOException {
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
        return addresses.stream().map(ZonalAddress::address).toList();
    }

    @Override
    public void close() {
        balancer.removeFollower(follower);
        synchronized (this) {
            closed = true;
            open.values().forEach(OpenPort::close);
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
        closeUnwanted(balancer.listeners().keySet());
        IOException failure = null;
        for (ZonalAddress address : addresses) {
            for (Map.Entry<Integer, Serving> listener :
                    balancer.serving(address.zone()).entrySet()) {
                try {
                    serve(new InetSocketAddress(address.address(), listener.getKey()), listener.getValue());
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        return failure;
    }

    private void serve(InetSocketAddress at, Serving serving) throws IOException {
        OpenPort existing = open.get(at);
        if (existing != null && existing.follow(serving)) {
            return;
        }
        if (existing != null) {
            existing.close();
            open.remove(at);
        }
        open.put(at, serving.answers() ? PortListener.open(at, serving) : SilentPort.open(at));
    }

    private void closeUnwanted(Set<Integer> wanted) {
        for (Iterator<OpenPort> each = open.values().iterator(); each.hasNext(); ) {
            OpenPort listener = each.next();
            if (!wanted.contains(listener.port())) {
                listener.close();
                each.remove();
            }
        }
    }
}
