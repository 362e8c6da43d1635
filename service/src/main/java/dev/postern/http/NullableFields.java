package dev.postern.http;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says in the API document which fields of answers may be null: those that are so in Java. Whoever makes types of the
 * document, as the console does, is then made to think of it. Of requests it says what is required instead.
 */
@Component
final class NullableFields implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = TypeFactory.rawClass(type.getType());
        if (resolved != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels().get(resolved.get$ref().replaceFirst(".*/", ""));
            if (model != null && model.getProperties() != null && model.getRequired() == null) {
                mark(raw, model);
            }
        }
        return resolved;
    }

    @SuppressWarnings("rawtypes")
    private static void mark(Class<?> raw, Schema<?> model) {
        Map<String, Schema> properties = model.getProperties();
        for (RecordComponent component : raw.getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                properties.computeIfPresent(component.getName(), (name, property) -> nullable(property));
            }
        }
    }

    @SuppressWarnings("rawtypes")
    private static Schema nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> either = new JsonSchema();
            either.setDescription(property.getDescription());
            either.setAnyOf(List.of(new JsonSchema().$ref(property.get$ref()), nothing()));
            return either;
        }
        if (property.getTypes() != null) {
            property.addType(NULL);
        }
        return property;
    }

    private static Schema<?> nothing() {
        Schema<?> nothing = new JsonSchema();
        nothing.addType(NULL);
        return nothing;
    }
}
