package dev.postern.sandbox.control;

import com.sun.net.httpserver.HttpExchange;
import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.kafka.Brokers;
import dev.postern.sandbox.network.LocalHttp;
import dev.postern.sandbox.ssh.Bastions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The control API over HTTP. An error is answered as {@code {"error": "..."}}. */
public final class ControlEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlEndpoint.class);
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ControlApi api;
    private final LocalHttp http;

    /**
     * @param brokers null if there are none
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public ControlEndpoint(AwsWorld world, @Nullable Brokers brokers, Bastions bastions, int port) throws IOException {
        this.api = new ControlApi(world, brokers, bastions);
        this.http = LocalHttp.start(port, this::handle);
    }

    public URI uri() {
        return http.uri();
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, OK, perform(exchange));
            } catch (ControlException e) {
                send(exchange, e.status(), Map.of("error", String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                send(exchange, SERVER_ERROR, Map.of("error", "the sandbox failed: " + e));
            }
        }
    }

    private Object perform(HttpExchange exchange) throws IOException {
        ControlRoutes.Match match = api.routes()
                .find(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        String query = exchange.getRequestURI().getRawQuery();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return match.work()
                .apply(new ControlRequest(match.id(), QueryParameters.parse(query == null ? "" : query), body));
    }

    private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
        boolean text = answer instanceof String;
        byte[] body = text ? answer.toString().getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", text ? "text/plain;charset=UTF-8" : "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
