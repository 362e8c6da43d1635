package dev.postern.sandbox.ssh;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * The names that a bastion knows and the world outside does not, and where on this machine they really lead. Asked anew
 * for every connection, so that what comes and goes is followed.
 */
@FunctionalInterface
public interface PrivateNetwork {

    /**
     * Where a client of this network gets to under that name and port.
     *
     * @param host as the client wrote it; never an address, for those are taken as they are
     * @return a resolved address, or nothing if the name does not resolve here
     */
    Optional<InetSocketAddress> find(String host, int port);

    /** A network without any name: only addresses of loopback are reached. */
    static PrivateNetwork empty() {
        return (host, port) -> Optional.empty();
    }

    /**
     * A network of some services.
     *
     * @param places {@code host:port} to where it is
     */
    static PrivateNetwork of(Map<String, InetSocketAddress> places) {
        Map<String, InetSocketAddress> copy = Map.copyOf(places);
        return (host, port) -> Optional.ofNullable(copy.get(host + ":" + port));
    }
}
