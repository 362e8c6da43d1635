package dev.postern.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.Answer;
import dev.postern.testing.GoodRequests;
import dev.postern.testing.PosternTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every field of every request in the API document, wrong in every way that we could think of. */
class BadInputTest extends PosternTest {

    private static final List<String> HOSTILE_PARAMETERS = List.of(
            "",
            "%00",
            "%0d%0ax:y",
            "..%2f..%2f",
            "'%20or%201=1--",
            "%F0%9F%92%A9",
            "%FF%FE",
            "-1",
            "99999999999999999999",
            "a".repeat(4000));

    /** Half a surrogate pair would not survive the encoding; escaped, it reaches the service. */
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @TestFactory
    Stream<DynamicTest> everyBadBodyIsRefusedWithAPointerAndNoneBreaksTheService() {
        GoodRequests good = GoodRequests.make(newTenant());
        JsonNode document = nobody().get("/v3/api-docs").json();
        return operations(document)
                .filter(operation -> operation.definition().has("requestBody"))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> tryBodies(document, operation, good)));
    }

    private void tryBodies(JsonNode document, Operation operation, GoodRequests good) {
        GoodRequests.Request request = good.of(operation.id());
        JsonNode schema = operation
                .definition()
                .at("/requestBody/content")
                .iterator()
                .next()
                .path("schema");
        List<Mutation> mutations = Mutations.of(
                document,
                schema,
                JsonMapper.shared().readTree(request.body()),
                operation.method().equals("PATCH"));
        assertThat(mutations).as("mutations of " + operation.id()).hasSizeGreaterThan(10);
        List<String> wrong = new ArrayList<>();
        for (Mutation mutation : mutations) {
            Answer answer =
                    good.api().send(operation.method(), request.path(), ESCAPING.writeValueAsString(mutation.body()));
            judge(mutation, answer).ifPresentOrElse(wrong::add, () -> {});
        }
        assertThat(wrong).isEmpty();
    }

    private static java.util.Optional<String> judge(Mutation mutation, Answer answer) {
        if (answer.status() >= 500) {
            return java.util.Optional.of(mutation + " -> " + answer);
        }
        if (!mutation.mustBeRefused()) {
            return java.util.Optional.empty();
        }
        boolean refused = answer.status() >= 400
                && answer.header("Content-Type").orElse("").startsWith("application/problem+json");
        if (!refused) {
            return java.util.Optional.of(mutation + " was accepted -> " + answer);
        }
        boolean tooLarge = answer.status() == 413; // as a whole, whatever stands in it
        boolean pointed = Stream.of(answer.json().path("errors"))
                .flatMap(errors -> {
                    List<String> pointers = new ArrayList<>();
                    errors.forEach(error -> pointers.add(error.path("pointer").asString()));
                    return pointers.stream();
                })
                .anyMatch(pointer -> !pointer.isEmpty()
                                && (mutation.pointer().startsWith(pointer) || pointer.startsWith(mutation.pointer()))
                        || mutation.pointer().endsWith("/kind"));
        return pointed || tooLarge
                ? java.util.Optional.empty()
                : java.util.Optional.of(mutation + " has no pointer -> " + answer);
    }

    @TestFactory
    Stream<DynamicTest> noBodyThatIsNotEvenJsonBreaksTheService() {
        GoodRequests good = GoodRequests.make(newTenant());
        return operations(nobody().get("/v3/api-docs").json())
                .filter(operation -> operation.definition().has("requestBody"))
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    GoodRequests.Request request = good.of(operation.id());
                    for (String body : List.of(
                            "", "{", "null", "[]", "\"x\"", "{}{}", "{\"a\":1,\"a\":2}", "[".repeat(5000), "\u0000")) {
                        Answer answer = good.api().send(operation.method(), request.path(), body);
                        assertThat(answer.status()).as("%s -> %s", body, answer).isBetween(400, 499);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> noParameterBreaksTheService() {
        GoodRequests good = GoodRequests.make(newTenant());
        return operations(nobody().get("/v3/api-docs").json())
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    String path = good.fill(operation.path());
                    operation
                            .definition()
                            .path("parameters")
                            .forEach(parameter -> tryParameter(good, operation, path, parameter));
                }));
    }

    private static void tryParameter(GoodRequests good, Operation operation, String path, JsonNode parameter) {
        String name = parameter.path("name").asString();
        for (String value : HOSTILE_PARAMETERS) {
            Answer answer = switch (parameter.path("in").asString()) {
                case "query" -> good.api().send(operation.method(), path + "?" + name + "=" + value, bodyOf(operation));
                case "path" ->
                    good.api()
                            .send(
                                    operation.method(),
                                    good.fill(
                                            operation.path().replace("{" + name + "}", value.isEmpty() ? "x" : value)),
                                    bodyOf(operation));
                default ->
                    good.api().send(operation.method(), path, bodyOf(operation), name, value.replaceAll("[^!-~]", "?"));
            };
            assertThat(answer.status())
                    .as("%s %s=%s -> %s", operation.id(), name, value, answer)
                    .isLessThan(500);
            if (name.equals("limit") && !value.isEmpty()) {
                assertThat(answer.status()).as("limit %s", value).isBetween(400, 499);
            }
        }
    }

    private static String bodyOf(Operation operation) {
        return operation.definition().has("requestBody") ? "{}" : null;
    }

    @Test
    void everyOperationWithABodyHasAGoodRequestToStartFrom() {
        GoodRequests good = GoodRequests.make(newTenant());

        List<String> missing = operations(nobody().get("/v3/api-docs").json())
                .filter(operation -> operation.definition().has("requestBody"))
                .map(Operation::id)
                .filter(id -> !good.knows(id))
                .toList();

        assertThat(missing).isEmpty();
    }

    private record Operation(String id, String method, String path, JsonNode definition) {}

    private static Stream<Operation> operations(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.add(new Operation(
                        operation.getValue().path("operationId").asString(),
                        operation.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        operation.getValue()));
            }
        }
        return operations.stream();
    }
}
