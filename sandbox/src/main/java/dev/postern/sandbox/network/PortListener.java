package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket and the connections that came in through it. */
final class PortListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PortListener.class);
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final Thread acceptor;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private volatile List<Target> targets;

    private PortListener(ServerSocket socket, List<Target> targets) {
        this.socket = socket;
        this.targets = targets;
        this.acceptor =
                Thread.ofVirtual().name("listener-" + socket.getLocalPort()).unstarted(this::accept);
    }

    static PortListener open(InetSocketAddress at, List<Target> targets) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on " + at.getAddress().getHostAddress() + ":" + at.getPort(), e);
        }
        PortListener listener = new PortListener(socket, targets);
        listener.acceptor.start();
        return listener;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Leads new connections to these targets, and cuts the old ones if that is a change. */
    void leadTo(List<Target> wanted) {
        if (!wanted.equals(targets)) {
            targets = wanted;
            relays.forEach(Relay::close);
        }
    }

    /** Returns when the port is free: a socket on which a virtual thread waits is closed only by that thread. */
    @Override
    public void close() {
        try {
            socket.close();
            acceptor.join();
        } catch (IOException e) {
            log.debug("Closing listener {} failed", port(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        relays.forEach(Relay::close);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().name("relay-" + port()).start(() -> relay(client));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    log.warn("Listener {} failed to accept a connection", port(), e);
                }
            }
        }
    }

    private void relay(Socket client) {
        List<Target> choice = targets;
        Target target = choice.get(ThreadLocalRandom.current().nextInt(choice.size()));
        Relay relay = new Relay(client, target);
        relays.add(relay);
        try {
            boolean outdated = socket.isClosed() || !choice.equals(targets);
            if (outdated) {
                relay.close();
            } else {
                relay.run();
            }
        } finally {
            relays.remove(relay);
        }
    }
}
