package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A tenant's administrator who knows nothing, and does what each step says: what its command is, is given to bash; what it
 * takes of the kit, is handed over to whoever plays the tenant's side.
 */
final class Newcomer {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MOST_STEPS = 200;

    private final TestTenant tenant;
    private final String connection;
    private final Path directory;
    private final Side side;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> taken = new ArrayList<>();

    /** The tenant's side of the connection. */
    interface Side {

        /** Puts a text of the kit where it goes. */
        void apply(String kitItem, String content);

        /** What the programs were told that stand in for those of the tenant's account: name and arguments. */
        void called(List<String> command);
    }

    Newcomer(TestTenant tenant, String connection, Path directory, Side side) {
        this.tenant = tenant;
        this.connection = connection;
        this.directory = directory;
        this.side = side;
        environment.put("POSTERN_URL", tenant.admin().base().toString());
        environment.put("POSTERN_TOKEN", tenant.admin().token());
        environment.put("PATH", directory + ":" + System.getenv("PATH"));
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** A program that writes down what it was called with, and says this. */
    void standIn(String program, String says) throws IOException {
        Path file = Files.writeString(
                directory.resolve(program),
                "#!/bin/sh\necho %s \"$@\" >>calls\nprintf '%%s' '%s'\n".formatted(program, says));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Answer read() {
        return read("");
    }

    Answer read(String query) {
        Answer answer = tenant.admin().get(path("/onboarding" + query));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    String path(String rest) {
        return tenant.path("/connections/" + connection + rest);
    }

    /** Follows every step until all is done, and answers which ones were for the tenant. */
    List<String> follow() throws IOException {
        JsonNode view = read().json();
        while (!view.path("done").asBoolean()) {
            assertThat(taken).as(view.toString()).hasSizeLessThan(MOST_STEPS);
            JsonNode next = next(view);
            take(next, view);
            String before = told(next);
            view = await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> read().json(),
                            now -> now.path("done").asBoolean()
                                    || !told(next(now)).equals(before));
        }
        return taken.stream().distinct().toList();
    }

    private void take(JsonNode step, JsonNode view) throws IOException {
        if (!step.path("actor").asString().equals("TENANT")) {
            return;
        }
        String item = step.path("artefact").asString("");
        view.path("kit")
                .valueStream()
                .filter(text -> text.path("id").asString().equals(item))
                .forEach(text -> side.apply(item, text.path("content").asString()));
        taken.add(step.path("id").asString());
        if (step.path("command").isString()) {
            Program.Ran ran =
                    Program.run(directory, environment, step.path("command").asString(), "bash", "-euo", "pipefail");
            // A validation that runs already is one as well.
            assertThat(ran.exit() == 0 || ran.output().contains("is being validated"))
                    .as("%s%n%s", step, ran.output())
                    .isTrue();
        }
        Path calls = directory.resolve("calls");
        if (Files.exists(calls)) {
            Files.readAllLines(calls).forEach(line -> side.called(List.of(line.split(" "))));
            Files.delete(calls);
        }
    }

    private static String told(JsonNode step) {
        return List.of("id", "actor", "summary", "command").stream()
                .map(part -> step.path(part).asString(""))
                .collect(Collectors.joining("\n"));
    }

    private static JsonNode next(JsonNode view) {
        List<JsonNode> next = view.path("steps")
                .valueStream()
                .filter(step -> step.path("state").asString().equals("NEXT"))
                .toList();
        assertThat(next).as(view.toString()).hasSize(1);
        return Objects.requireNonNull(next.getFirst());
    }
}
