package dev.postern.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port at which connections time out: it listens, its short queue is full, and nobody ever takes anything out of it.
 * Linux then drops whoever else knocks, without a word.
 */
final class SilentPort implements OpenPort {

    private static final Logger log = LoggerFactory.getLogger(SilentPort.class);

    /** Linux takes one more than it is told; a kernel that took many more would be another one than we know. */
    private static final int MOST = 16;

    /** A connection on loopback is there at once, or not at all. */
    private static final int KNOCK_MILLIS = 100;

    private final ServerSocket socket = new ServerSocket();
    private final List<Socket> queue = new ArrayList<>();

    private SilentPort() throws IOException {}

    static SilentPort open(InetSocketAddress at) throws IOException {
        SilentPort port = new SilentPort();
        try {
            port.socket.bind(at, 1);
            port.fill();
            return port;
        } catch (IOException e) {
            port.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public boolean follow(Serving serving) {
        return !serving.answers();
    }

    @Override
    public void close() {
        queue.forEach(SilentPort::quietlyClose);
        quietlyClose(socket);
    }

    private void fill() throws IOException {
        while (queue.size() < MOST) {
            Socket waiting = new Socket();
            queue.add(waiting);
            try {
                waiting.connect(socket.getLocalSocketAddress(), KNOCK_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
        }
        throw new IOException("this system does not let port " + port() + " fall silent");
    }

    private static void quietlyClose(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            log.debug("Closing a silent port failed", e);
        }
    }
}
