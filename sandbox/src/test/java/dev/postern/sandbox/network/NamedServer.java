package dev.postern.sandbox.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server that says its name to whoever connects, then reads until the other half is closed, and at last says how many
 * bytes it has read.
 */
public final class NamedServer implements AutoCloseable {

    private final ServerSocket socket;
    private final String name;

    public NamedServer(String name) {
        this.name = name;
        try {
            socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public Target target() {
        return Target.local(socket.getLocalPort());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects, and answers the name of the server that is there. */
    public static String nameAt(String address, int port) throws IOException {
        try (Socket client = new Socket(address, port)) {
            client.shutdownOutput();
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow(() -> new IOException("closed without an answer"));
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            OutputStream out = client.getOutputStream();
            out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            InputStream in = client.getInputStream();
            long read = in.transferTo(OutputStream.nullOutputStream());
            out.write((read + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the client has gone, which tests do on purpose
        }
    }
}
