package dev.postern.http;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON merge patch (RFC 7396) on our request records. */
@Component
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final JsonMapper json;
    private final Validator validator;

    MergePatch(JsonMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /**
     * Applies {@code patch} to what is there and reads the result as a request, with the same checks as for a new one.
     *
     * @param current the resource's intent as the record that would create it
     * @param patch the request's body
     */
    public <T> T apply(T current, JsonNode patch, Class<T> type) {
        if (!patch.isObject()) {
            throw PosternException.invalid("", "a merge patch is a JSON object");
        }
        BoundedLists.tooLong(patch).ifPresent(error -> {
            throw PosternException.invalid(List.of(error));
        });
        if (!finite(patch)) {
            throw PosternException.invalid("", "a number in the patch is too large to be read");
        }
        JsonValue merged = Json.createMergePatch(parse(patch)).apply(parse(json.valueToTree(current)));
        T result;
        try {
            result = json.readValue(merged.toString(), type);
        } catch (JacksonException unreadable) {
            FieldError error = JsonErrors.explain(unreadable);
            throw PosternException.invalid(
                    List.of(error == null ? new FieldError("", "cannot be accepted in this form") : error));
        }
        Set<ConstraintViolation<T>> violations = validator.validate(result);
        if (!violations.isEmpty()) {
            throw PosternException.invalid(violations.stream()
                    .map(violation -> new FieldError(
                            FieldErrors.pointer(violation.getPropertyPath().toString()), violation.getMessage()))
                    .sorted((left, right) -> left.pointer().compareTo(right.pointer()))
                    .toList());
        }
        return result;
    }

    /** A number beyond all bounds is read as infinity, which JSON cannot write: it would come back as a text. */
    private static boolean finite(JsonNode node) {
        return node.isContainer()
                ? node.valueStream().allMatch(MergePatch::finite)
                : !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
    }

    private static JsonValue parse(JsonNode node) {
        try (JsonReader reader = Json.createReader(new StringReader(node.toString()))) {
            return reader.readValue();
        }
    }
}
