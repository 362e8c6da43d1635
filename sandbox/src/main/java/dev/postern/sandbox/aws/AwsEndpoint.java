package dev.postern.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsRequest;
import dev.postern.sandbox.aws.wire.QueryParameters;
import dev.postern.sandbox.network.LocalHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The HTTP endpoint that SDK clients of every service are pointed at ({@code endpointOverride}). */
public final class AwsEndpoint implements AutoCloseable {

    private final AwsWorld world;
    private final LocalHttp http;

    /**
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    public AwsEndpoint(AwsWorld world, int port) throws IOException {
        this.world = world;
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
            Optional<AwsAnswer> answered = world.answer(read(exchange));
            if (answered.isEmpty()) {
                return; // closing an exchange that has no answer closes its connection
            }
            AwsAnswer answer = answered.get();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("x-amzn-RequestId", answer.requestId());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static AwsRequest read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        String query = exchange.getRequestURI().getRawQuery();
        return new AwsRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                QueryParameters.parse(query == null ? "" : query),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
}
