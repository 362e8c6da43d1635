package dev.postern.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows a stream of events, as a browser does. Close it. */
public final class EventReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /**
     * What a stream has said at once.
     *
     * @param name empty for an event; there is neither name nor data in a heartbeat
     */
    public record Message(String id, String name, String data) {

        static Message parse(String text) {
            return new Message(field(text, "id"), field(text, "event"), field(text, "data"));
        }

        private static String field(String text, String name) {
            return text.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .collect(Collectors.joining("\n"));
        }

        public boolean heartbeat() {
            return data.isEmpty();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }

        /** Empty for what is no event. */
        public String type() {
            return data.isEmpty() ? "" : json().path("type").asString();
        }

        public String subject() {
            return json().path("subject").asString();
        }
    }

    private final InputStream body;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private EventReader(HttpResponse<InputStream> answer) {
        this.body = answer.body();
        Thread.ofVirtual().start(this::read);
    }

    /**
     * Opens the stream, and waits until it says that it is open.
     *
     * @param headers names and values in turn
     */
    public static EventReader open(Api api, String path, String... headers) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(api.base().resolve(path)).timeout(LIMIT);
            if (!api.token().isEmpty()) {
                request.header("Authorization", "Bearer " + api.token());
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.setHeader(headers[i], headers[i + 1]);
            }
            EventReader reader = new EventReader(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
            Awaitility.await().atMost(LIMIT).until(() -> !reader.messages.isEmpty());
            return reader;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The messages of a stream that has ended. */
    public static List<Message> parse(String body) {
        return Stream.of(body.split("\n\n")).map(Message::parse).toList();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    messages.add(Message.parse(text.toString()));
                    text.setLength(0);
                } else {
                    text.append(line).append('\n');
                }
            }
        } catch (IOException closed) {
            // no more to come
        } finally {
            ended = true;
        }
    }

    /** All until now, the one that says that the stream is open before all others. */
    public List<Message> messages() {
        return messages;
    }

    /** The events of a type. */
    public List<Message> of(String type) {
        return messages.stream().filter(message -> message.type().equals(type)).toList();
    }

    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException closing) {
            throw new UncheckedIOException(closing);
        }
    }
}
