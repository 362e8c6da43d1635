package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A server that writes without end to whoever connects, as fast as it can, and reads nothing. */
final class Endless implements AutoCloseable {

    static final int PIECE = 64 * 1024;

    private final ServerSocket socket;
    private final AtomicLong written = new AtomicLong();

    Endless() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many bytes it could get rid of. */
    long written() {
        return written.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            OutputStream out = client.getOutputStream();
            byte[] piece = new byte[PIECE];
            while (true) {
                out.write(piece);
                written.addAndGet(PIECE);
            }
        } catch (IOException e) {
            // the client has gone, which tests do on purpose
        }
    }
}
