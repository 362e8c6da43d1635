package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Sends the same request again and again over one connection, with as little work as can be: what is timed is the server.
 * Understands answers with a length only.
 */
final class KeptAliveCaller implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;

    private final URI server;
    private final byte[] request;
    private final String status;
    private final byte[] body = new byte[1 << 16];
    private Socket socket;
    private InputStream in;

    /**
     * @param headers lines without their ends
     * @param status that every answer has to have
     */
    KeptAliveCaller(URI server, String path, int status, String... headers) throws IOException {
        this.server = server;
        this.request = "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(
                        path, server.getAuthority(), headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.status = "HTTP/1.1 " + status;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LIMIT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Answers how many bytes the body had. */
    int ask() throws IOException {
        socket.getOutputStream().write(request);
        String first = line();
        assertThat(first).startsWith(status);
        int length = 0;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            last |= lower.equals("connection: close");
        }
        assertThat(in.readNBytes(body, 0, length)).isEqualTo(length);
        if (last) {
            socket.close();
            connect();
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new IOException("the server hung up");
            }
            if (letter != '\r') {
                line.append((char) letter);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
