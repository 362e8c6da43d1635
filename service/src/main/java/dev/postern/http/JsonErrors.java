package dev.postern.http;

import dev.postern.foundation.FieldError;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What Jackson could not bind, as a pointer and a sentence. Never repeats the value: it may be a secret. */
final class JsonErrors {

    private JsonErrors() {}

    /** Returns null where the body is no JSON at all. */
    static @Nullable FieldError explain(@Nullable Throwable cause) {
        return switch (cause) {
            case DatabindException exception -> new FieldError(pointer(exception), detail(exception));
            case InputCoercionException number ->
                new FieldError(pointer(number), "must be a whole number, and of no more than nine digits");
            case StreamConstraintsException endless ->
                new FieldError("", "has more fields, values or levels than any request needs");
            case null, default -> null;
        };
    }

    private static String detail(DatabindException exception) {
        return switch (exception) {
            case UnrecognizedPropertyException unknown ->
                "is not a field of this request; known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case ValueInstantiationException rejected
            when rejected.getCause() != null ->
                String.valueOf(rejected.getCause().getMessage());
            case BoundedLists.TooManyItems tooMany -> BoundedLists.ADVICE;
            case InvalidTypeIdException unknown ->
                "must say which kind this is, with one of the values that the API document lists";
            case InvalidFormatException format -> "must be " + describe(format.getTargetType());
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + describe(mismatch.getTargetType());
            default -> "cannot be accepted in this form";
        };
    }

    /** A Java type in the words of JSON. */
    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Instant.class) {
            return "a time such as 2026-11-22T09:30:00Z";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return CharSequence.class.isAssignableFrom(type) || type.getSimpleName().equals("Secret")
                ? "a text"
                : "an object of the form that the API document gives";
    }

    private static String pointer(JacksonException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "/" + step.getIndex() : "/" + escaped(step.getPropertyName()))
                .collect(Collectors.joining());
    }

    /** A field's name as a part of a pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
