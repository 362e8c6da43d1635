package dev.postern.sandbox.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
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

    Relay(Socket client, Target target) {
        this.client = client;
        this.target = target;
    }

    /** Carries bytes both ways until both halves have ended, or one side broke, or the relay was closed. */
    void run() {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(target.host(), target.port()), (int) CONNECT_TIMEOUT.toMillis());
            Thread upstream = Thread.ofVirtual().name("upstream-" + target).start(() -> carry(client, server));
            carry(server, client);
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
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            log.trace("Connection to target {} broke", target, e);
            close();
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
