package dev.postern.sandbox.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.sshd.common.session.Session;

/** Where a bastion's forwarded connections may go, and where they can. */
final class Reach {

    private final PrivateNetwork network;
    private final Set<String> unreachable = new ConcurrentSkipListSet<>();
    private volatile boolean prohibited;

    Reach(PrivateNetwork network) {
        this.network = network;
    }

    boolean isProhibited() {
        return prohibited;
    }

    void prohibit(boolean everything) {
        prohibited = everything;
    }

    /** The {@code host:port} that cannot be reached though they exist. */
    Set<String> unreachable() {
        return new TreeSet<>(unreachable);
    }

    void lose(String host, int port) {
        unreachable.add(host + ":" + port);
    }

    void regainAll() {
        unreachable.clear();
    }

    boolean permits(Session session, String host, int port) {
        return !prohibited && Doorkeeper.permits(session, host, port);
    }

    /**
     * The address on this machine that is behind a host, be it a name of the network or an address of loopback.
     *
     * @throws UnknownHostException if the name is not one of this network
     * @throws SocketException if there is no way to it
     */
    InetSocketAddress find(String host, int port) throws UnknownHostException, SocketException {
        if (unreachable.contains(host + ":" + port)) {
            throw new NoRouteToHostException("No route to host");
        }
        Optional<InetAddress> literal = literal(host);
        if (literal.isEmpty()) {
            return network.find(host, port)
                    .orElseThrow(() -> new UnknownHostException("Temporary failure in name resolution"));
        }
        if (!literal.get().isLoopbackAddress()) {
            throw new SocketException("Network is unreachable");
        }
        return new InetSocketAddress(literal.get(), port);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
