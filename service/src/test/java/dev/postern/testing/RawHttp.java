package dev.postern.testing;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to the service on which anything can be sent, at any speed. */
public final class RawHttp implements AutoCloseable {

    private static final int DRIP_MILLIS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final Socket socket;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    public RawHttp(URI service) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
    }

    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    public String readToEnd() throws IOException {
        socket.getInputStream().transferTo(seen);
        return seen();
    }

    public String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    /** Sends a letter every now and then until the service ends the connection; answers after how long it did. */
    public Duration drip() throws IOException {
        long begun = System.nanoTime();
        socket.setSoTimeout(DRIP_MILLIS);
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(this::ended);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean ended() {
        try {
            send("x");
            int octet = socket.getInputStream().read();
            if (octet >= 0) {
                seen.write(octet);
                seen.write(socket.getInputStream()
                        .readNBytes(socket.getInputStream().available()));
            }
            return octet < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
