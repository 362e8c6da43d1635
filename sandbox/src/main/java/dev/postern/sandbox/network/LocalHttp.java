package dev.postern.sandbox.network;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1 with a virtual thread for each request. */
public final class LocalHttp implements AutoCloseable {

    static {
        // Without it, the JDK's server leaves small answers to Nagle's algorithm: 40 ms each. Read when it is loaded.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LocalHttp(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public static LocalHttp start(int port, HttpHandler handler) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        LocalHttp http = new LocalHttp(HttpServer.create(address, BACKLOG));
        http.server.createContext("/", handler);
        http.server.setExecutor(http.threads);
        http.server.start();
        return http;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops at once; a request under way gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
