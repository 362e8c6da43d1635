package dev.postern.sandbox.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client of Postern meets: one listener of a cluster behind a forwarder for each broker, and an HTTP server that
 * says which forwarder stands for which broker, as Postern's resolver mapping does in its plain-text form.
 */
final class MappedCluster implements AutoCloseable {
    static final String TOKEN = "pst_example";
    private static final String PATH = "/api/v1/tenants/tnt_acme/clusters/clu_orders/resolver-mapping";

    private final KafkaBrokers cluster;
    private final Listener listener;
    private final Map<Integer, Forwarder> forwarders = new TreeMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int answers = Integer.MAX_VALUE;
    private volatile int missingAtFirst;

    private MappedCluster(KafkaBrokers cluster, Listener listener, IntUnaryOperator reached) throws IOException {
        this.cluster = cluster;
        this.listener = listener;
        for (var nodeId : cluster.nodeIds()) {
            forwarders.put(nodeId, Forwarder.to(cluster.address(reached.applyAsInt(nodeId), listener)));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    static MappedCluster of(KafkaBrokers cluster, Listener listener) throws IOException {
        return new MappedCluster(cluster, listener, nodeId -> nodeId);
    }

    /** A load balancer whose target groups are mixed up: for broker n, broker n + 1 answers. */
    static MappedCluster crossed(KafkaBrokers cluster, Listener listener) throws IOException {
        int brokers = cluster.nodeIds().size();
        return new MappedCluster(cluster, listener, nodeId -> nodeId % brokers + 1);
    }

    /** So many requests are answered, and then no more. */
    MappedCluster goingAwayAfter(int requests) {
        answers = requests;
        return this;
    }

    /** The first answer lacks that broker, as if it had been added a moment later. */
    MappedCluster atFirstWithout(int nodeId) {
        missingAtFirst = nodeId;
        return this;
    }

    /** What a client needs in its environment to get here; the addresses are the ones that the brokers advertise. */
    Map<String, String> environment() {
        return Map.of(
                "POSTERN_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "POSTERN_TOKEN",
                TOKEN,
                "POSTERN_TENANT",
                "tnt_acme",
                "POSTERN_CLUSTER",
                "clu_orders",
                "KAFKA_BOOTSTRAP",
                cluster.bootstrapServers(listener),
                "KAFKA_SECURITY_PROTOCOL",
                listener.protocol().name);
    }

    private String mapping(boolean first) {
        return forwarders.entrySet().stream()
                .filter(entry -> !first || entry.getKey() != missingAtFirst)
                .map(entry -> {
                    var advertised = cluster.advertised(entry.getKey(), listener);
                    var target = entry.getValue().port();
                    return advertised.getHostString() + " " + advertised.getPort() + " 127.0.0.1 " + target + "\n";
                })
                .collect(Collectors.joining());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestHeaders();
            var number = requests.incrementAndGet();
            if (number > answers) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!exchange.getRequestURI().toString().equals(PATH)) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!("Bearer " + TOKEN).equals(request.getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!"text/plain".equals(request.getFirst("Accept"))) {
                exchange.sendResponseHeaders(406, -1);
            } else {
                answer(exchange, mapping(number == 1), request.getFirst("If-None-Match"));
            }
        }
    }

    private void answer(HttpExchange exchange, String mapping, @Nullable String knownTag) throws IOException {
        var tag = '"' + Integer.toHexString(mapping.hashCode()) + "-text\"";
        if (tag.equals(knownTag)) {
            holdBack(exchange.getRequestHeaders().getFirst("Prefer"));
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        var body = mapping.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=UTF-8");
        exchange.getResponseHeaders().set("ETag", tag);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Postern's long poll: nothing will change any more, so the whole time passes. */
    private void holdBack(@Nullable String preference) {
        if (preference == null || !preference.startsWith("wait=")) {
            return;
        }
        try {
            closing.await(Integer.parseInt(preference.substring("wait=".length())), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.close();
        forwarders.values().forEach(Forwarder::close);
    }
}
