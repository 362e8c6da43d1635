package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;

/**
 * A port of 127.0.0.1 that stays ours from the first moment to the last, also while the broker behind it is stopped.
 *
 * <p>It is held by a socket that is bound and does not listen. So a connection is refused, as with a broker that is
 * down, nobody else is given the port, and on Linux a server socket with {@code SO_REUSEADDR} (Java's default) may
 * still listen on it. Elsewhere the reservation has to step aside while the server listens.
 */
final class ReservedPort implements AutoCloseable {
    private static final boolean SERVER_MAY_SHARE =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");

    private final InetSocketAddress address;
    private Socket holder;

    private ReservedPort(Socket holder) {
        this.holder = holder;
        this.address = (InetSocketAddress) holder.getLocalSocketAddress();
    }

    /** Reserves a port that was free. */
    static ReservedPort reserve() {
        return new ReservedPort(bound(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    InetSocketAddress address() {
        return address;
    }

    int port() {
        return address.getPort();
    }

    /** To be called right before the server socket is opened. */
    void giveWay() {
        if (!SERVER_MAY_SHARE) {
            close();
        }
    }

    /** To be called after the server socket has been closed. */
    void takeBack() {
        if (holder.isClosed()) {
            holder = bound(address);
        }
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + address, e);
        }
    }

    private static Socket bound(InetSocketAddress address) {
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reserve " + address, e);
        }
    }
}
