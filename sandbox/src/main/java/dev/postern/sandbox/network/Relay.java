package dev.postern.sandbox.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection through a listener. When one side ends its half, the other is told so and may go on sending. A target
 * that cannot be reached shows to the client as a reset, as it does behind a load balancer without a living target.
 */
final class Relay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final Target target;
    private final LongSupplier answerBytes;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long answered;

    /** @param answerBytes after so many bytes from the target nothing is carried any more */
    Relay(Socket client, Target target, LongSupplier answerBytes) {
        this.client = client;
        this.target = target;
        this.answerBytes = answerBytes;
    }

    /** Carries bytes both ways until both halves have ended, or one side broke, or the relay was closed. */
    void run() {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(target.host(), target.port()), (int) CONNECT_TIMEOUT.toMillis());
            Thread upstream =
                    Thread.ofVirtual().name("upstream-" + target).start(() -> carry(client, server, this::question));
            carry(server, client, this::answer);
            upstream.join();
            closeGently();
        } catch (IOException e) {
            log.debug("No connection to target {}", target, e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Cuts the connection: both sides see a reset. */
    @Override
    public void close() {
        reset(client);
        reset(server);
        closed.countDown();
    }

    private interface Piece {
        void pass(byte[] bytes, int count, OutputStream to) throws IOException, InterruptedException;
    }

    private void carry(Socket from, Socket to, Piece piece) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                piece.pass(buffer, count, out);
            }
            if (frozen()) {
                closed.await();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            log.trace("Connection to target {} broke", target, e);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private boolean frozen() {
        return answered >= answerBytes.getAsLong();
    }

    /** What the client says to a frozen target is lost, as it would lie unread in the target's buffers. */
    private void question(byte[] bytes, int count, OutputStream to) throws IOException {
        if (!frozen()) {
            to.write(bytes, 0, count);
        }
    }

    /** A frozen target's answer ends in its middle, and the connection stays as it is until it is closed. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by the one thread that carries answers
    private void answer(byte[] bytes, int count, OutputStream to) throws IOException, InterruptedException {
        int allowed = Math.clamp(answerBytes.getAsLong() - answered, 0, count);
        to.write(bytes, 0, allowed);
        answered += allowed;
        if (frozen()) {
            closed.await();
        }
    }

    private void closeGently() throws IOException {
        client.close();
        server.close();
    }

    private static void reset(Socket socket) {
        try (socket) {
            if (socket.isConnected() && !socket.isClosed()) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            log.trace("Closing a connection failed", e);
        }
    }
}
