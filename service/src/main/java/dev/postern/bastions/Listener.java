package dev.postern.bastions;

import dev.postern.bastions.LoggedIn.Asked;
import dev.postern.bastions.LoggedIn.Opened;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A port of a gateway that leads to one broker. */
final class Listener implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final int port;
    private final Tunnel tunnel;
    private final GatewayParts parts;
    private final ServerSocket server;

    /** Throws if something else has the port. */
    Listener(int port, Tunnel tunnel, GatewayParts parts) throws IOException {
        this.port = port;
        this.tunnel = tunnel;
        this.parts = parts;
        this.server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(parts.bind(), port), BACKLOG);
        } catch (IOException taken) {
            server.close();
            throw taken;
        }
        Thread.ofVirtual().name("tunnel-port-" + port).start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().name("tunnel-client-" + port).start(() -> serve(client));
            } catch (IOException failed) {
                pause();
            }
        }
    }

    /** The listener is closed, or there are no more file descriptors: then whoever comes will have to wait. */
    private void pause() {
        try {
            if (!server.isClosed()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket client) {
        RefusedClient cause =
                parts.clients().contains(client.getInetAddress()) ? served(client) : RefusedClient.ADDRESS_NOT_ALLOWED;
        if (cause != null) {
            parts.metrics().refused(cause);
            Stream.reset(client);
        }
    }

    /** Null if the client was served until it left; else why it was not. */
    private @Nullable RefusedClient served(Socket client) {
        LoggedIn session = tunnel.session();
        HostPort broker = tunnel.broker(port);
        if (session == null || broker == null) {
            return RefusedClient.BASTION_AWAY;
        }
        if (session.session().unanswered() >= parts.properties().clientsPerTunnel()) {
            // It may have lost the questions: another session is worth a try.
            tunnel.outdated(session);
            return RefusedClient.BROKER_TIMEOUT;
        }
        RefusedClient full = tunnel.enter();
        if (full != null) {
            return full;
        }
        try (ClientPlace place = new ClientPlace(tunnel)) {
            Asked asked = session.ask(broker);
            place.share(asked.channel());
            RefusedClient refused = connected(client, asked, place);
            if (refused == RefusedClient.FORWARDING_DENIED) {
                tunnel.outdated(session);
            }
            return refused;
        } catch (IOException | IllegalStateException ended) {
            return RefusedClient.BASTION_AWAY;
        }
    }

    private @Nullable RefusedClient connected(Socket client, Asked asked, ClientPlace place) {
        try {
            Opened opened = asked.await(Deadline.in(parts.properties().connectLimit()));
            return switch (opened) {
                case OPEN -> {
                    new Stream(client, asked.channel(), parts.metrics()).carry();
                    yield null;
                }
                case PROHIBITED -> RefusedClient.FORWARDING_DENIED;
                case FAILED -> RefusedClient.BROKER_REFUSED;
                case LATE -> {
                    place.unshare();
                    yield RefusedClient.BROKER_TIMEOUT;
                }
                case BROKEN -> RefusedClient.BASTION_AWAY;
            };
        } catch (IOException stopped) {
            asked.channel().close(false);
            return RefusedClient.BASTION_AWAY;
        }
    }

    /** What goes through goes on. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException closing) {
            // it is not open any more, which is what was wanted
        }
    }
}
