package dev.postern.bastions;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that does to every connection what a test wants; or passes it on until it is frozen or cut. */
final class Proxy implements AutoCloseable {

    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile @Nullable CountDownLatch frozen;

    Proxy(Script script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Passes everything on. */
    static Proxy to(int port) {
        Proxy[] proxy = new Proxy[1];
        proxy[0] = new Proxy(client -> proxy[0].pass(client, port));
        return proxy[0];
    }

    /** Says everything again, and hangs up when the other side has. */
    static Proxy echo() {
        return new Proxy(client -> {
            client.getInputStream().transferTo(client.getOutputStream());
            client.close();
        });
    }

    /** Says one byte, listens, and hangs up when the other side has. */
    static Proxy saying(int number) {
        return new Proxy(client -> {
            client.getOutputStream().write(number);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            client.close();
        });
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    /** Connections whose script is over. */
    int ended() {
        return ended.get();
    }

    /** From now on nothing is read and nothing is written, and nothing is closed either. */
    void freeze() {
        frozen = new CountDownLatch(1);
    }

    void cut() {
        open.forEach(Proxy::close);
        open.clear();
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
        } catch (IOException closed) {
            close(connection);
        } finally {
            ended.incrementAndGet();
        }
    }

    private void pass(Socket client, int port) throws IOException {
        Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(there);
        Thread.ofVirtual().start(() -> copy(client, there));
        copy(there, client);
    }

    private void copy(Socket from, Socket to) {
        byte[] bytes = new byte[16 * 1024];
        try {
            for (int length = from.getInputStream().read(bytes);
                    length >= 0;
                    length = from.getInputStream().read(bytes)) {
                CountDownLatch latch = frozen;
                if (latch != null) {
                    latch.await();
                }
                to.getOutputStream().write(bytes, 0, length);
            }
        } catch (IOException | InterruptedException broken) {
            // both are closed below
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        CountDownLatch latch = frozen;
        if (latch != null) {
            latch.countDown();
        }
        cut();
    }
}
