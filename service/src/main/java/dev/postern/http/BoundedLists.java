package dev.postern.http;

import dev.postern.foundation.FieldError;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.CollectionType;

/**
 * No list in a request is longer than any request needs. Known before its items are validated: each of them may have
 * several faults, and each fault takes up a thousand times as much memory as the item.
 */
final class BoundedLists {

    static final int MAX_ITEMS = 1_000;
    static final String ADVICE = "has more than %d items, which no request needs".formatted(MAX_ITEMS);

    private BoundedLists() {}

    /** For a mapper that reads requests, and nothing that is stored. */
    static JacksonModule module() {
        return new SimpleModule("bounded-lists").setDeserializerModifier(new Modifier());
    }

    /** Where a longer list stands in a request that is read as a tree, and that it is too long; empty if there is none. */
    static Optional<FieldError> tooLong(JsonNode node) {
        return tooLong("", node);
    }

    private static Optional<FieldError> tooLong(String pointer, JsonNode node) {
        if (node.isArray() && node.size() > MAX_ITEMS) {
            return Optional.of(new FieldError(pointer, ADVICE));
        }
        for (int at = 0; node.isArray() && at < node.size(); at++) {
            Optional<FieldError> inner =
                    node.get(at).isContainer() ? tooLong(pointer + "/" + at, node.get(at)) : Optional.empty();
            if (inner.isPresent()) {
                return inner;
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Optional<FieldError> inner = field.getValue().isContainer()
                    ? tooLong(pointer + "/" + JsonErrors.escaped(field.getKey()), field.getValue())
                    : Optional.empty();
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    /** A list is too long. */
    static final class TooManyItems extends MismatchedInputException {

        private static final long serialVersionUID = 1L;

        TooManyItems(JsonParser parser) {
            super(parser, ADVICE);
        }
    }

    private static final class Modifier extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyCollectionDeserializer(
                DeserializationConfig config,
                CollectionType type,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            return new Bounded(deserializer);
        }
    }

    private static final class Bounded extends DelegatingDeserializer {

        Bounded(ValueDeserializer<?> delegatee) {
            super(delegatee);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegatee) {
            return new Bounded(delegatee);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            Object read = super.deserialize(parser, context);
            if (read instanceof Collection<?> list && list.size() > MAX_ITEMS) {
                throw new TooManyItems(parser);
            }
            return read;
        }
    }
}
