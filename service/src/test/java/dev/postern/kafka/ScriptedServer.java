package dev.postern.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to every connection whatever a test wants. */
final class ScriptedServer implements AutoCloseable {

    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    ScriptedServer(Script script) {
        this(InetAddress.getLoopbackAddress(), 0, script);
    }

    private ScriptedServer(InetAddress address, int port, Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(port, 50, address);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Accepts and then neither reads nor writes. */
    static ScriptedServer frozen() {
        return new ScriptedServer(connection -> {});
    }

    /** Reads whatever comes first and answers with {@code bytes}, then stays silent. */
    static ScriptedServer saying(byte[] bytes) {
        return new ScriptedServer(connection -> {
            connection.getInputStream().read();
            connection.getOutputStream().write(bytes);
            connection.getOutputStream().flush();
        });
    }

    /** Something of our own that nobody is to connect to: counts who does. */
    static ScriptedServer trap(String address, int port) {
        return new ScriptedServer(InetAddress.ofLiteral(address), port, connection -> {});
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                accepted.incrementAndGet();
                open.add(connection);
                Thread.ofVirtual().start(() -> play(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void play(Socket connection) {
        try {
            script.play(connection);
        } catch (IOException hungUp) {
            // the probe had seen enough
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
