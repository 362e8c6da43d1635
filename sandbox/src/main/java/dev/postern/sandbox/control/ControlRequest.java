package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.wire.QueryParameters;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to the control API.
 *
 * @param id what the path has in the place of its variable part; empty if it has none
 */
record ControlRequest(String id, QueryParameters query, String body) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * The body, an empty one as an empty object.
     *
     * @throws ControlException if it is no JSON, or has a field that there is not, or a value of the wrong kind
     */
    <T> T read(Class<T> type) {
        try {
            return JSON.readValue(body.isBlank() ? "{}" : body, type);
        } catch (JacksonException e) {
            throw ControlException.badRequest("the body must be JSON as GET / shows it: " + e.getOriginalMessage());
        }
    }

    /**
     * @throws ControlException if the body is not a JSON object with that list of texts in it
     */
    List<String> texts(String field) {
        JsonNode value = json(field).path(field);
        boolean texts = value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isString);
        if (!texts) {
            throw expected(field, "[\"...\"]");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(text -> text.asString(""))
                .toList();
    }

    /**
     * @throws ControlException if the body is not a JSON object with that text in it
     */
    String text(String field) {
        JsonNode value = json(field).path(field);
        if (!value.isString() || value.asString("").isBlank()) {
            throw expected(field, "\"...\"");
        }
        return value.asString("");
    }

    /**
     * @throws ControlException if the body is not a JSON object with that list of numbers in it
     */
    List<Integer> numbers(String field) {
        JsonNode value = json(field).path(field);
        boolean numbers = value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isInt);
        if (!numbers) {
            throw expected(field, "[9001, 9002]");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }

    private JsonNode json(String field) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw expected(field, "...");
        }
    }

    private static ControlException expected(String field, String example) {
        return ControlException.badRequest(
                "the body must be JSON with a field '" + field + "': {\"" + field + "\": " + example + "}");
    }
}
