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
final class PortListener implements OpenPort {

    private static final Logger log = LoggerFactory.getLogger(PortListener.class);
    private static final int BACKLOG = 128;

    private final ServerSocket socket;
    private final Thread acceptor;
    private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
    private volatile Serving serving;

    private PortListener(ServerSocket socket, Serving serving) {
        this.socket = socket;
        this.serving = serving;
        this.acceptor =
                Thread.ofVirtual().name("listener-" + socket.getLocalPort()).unstarted(this::accept);
    }

    /** @param serving has at least one target */
    static PortListener open(InetSocketAddress at, Serving serving) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException("cannot listen on " + at.getAddress().getHostAddress() + ":" + at.getPort(), e);
        }
        PortListener listener = new PortListener(socket, serving);
        listener.acceptor.start();
        return listener;
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    /** Serves new connections so, and cuts the old ones unless all that happens to them is that they freeze. */
    @Override
    public boolean follow(Serving wanted) {
        if (!wanted.answers()) {
            return false;
        }
        Serving before = serving;
        serving = wanted;
        if (!wanted.continues(before)) {
            relays.forEach(Relay::close);
        }
        return true;
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
        Serving choice = serving;
        List<Target> targets = choice.targets();
        Target target = targets.get(ThreadLocalRandom.current().nextInt(targets.size()));
        Relay relay = new Relay(client, target, () -> serving.answerBytes());
        relays.add(relay);
        try {
            boolean outdated = socket.isClosed() || !serving.continues(choice);
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
