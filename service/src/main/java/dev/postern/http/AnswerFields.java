package dev.postern.http;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Says in the API document that answers have all their fields, always, though some are null ({@link NullableFields}). What
 * is part of a request says itself what is required; an error has what there is to say.
 */
@Component
final class AnswerFields implements OpenApiCustomizer {

    private static final Pattern REFERENCE = Pattern.compile("#/components/schemas/([A-Za-z0-9]+)");

    @Override
    @SuppressWarnings("rawtypes")
    public void customise(OpenAPI document) {
        Map<String, Schema> schemas =
                Objects.requireNonNull(document.getComponents()).getSchemas();
        Set<String> sent = new HashSet<>();
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> operation.getRequestBody() != null)
                .forEach(operation -> follow(Json31.pretty(operation.getRequestBody()), schemas, sent));
        schemas.forEach((name, schema) -> {
            if (!sent.contains(name) && !name.startsWith("Problem") && schema.getProperties() != null) {
                require(schema);
            }
        });
    }

    /** Whatever that text of a schema refers to, and what that refers to. */
    @SuppressWarnings("rawtypes")
    private static void follow(String text, Map<String, Schema> schemas, Set<String> found) {
        REFERENCE.matcher(text).results().map(reference -> reference.group(1)).forEach(name -> {
            Schema schema = schemas.get(name);
            if (schema != null && found.add(name)) {
                follow(Json31.pretty(schema), schemas, found);
            }
        });
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void require(Schema schema) {
        schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    }
}
