package dev.postern.clusters;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request, collected so that a person sees all of it at once. */
final class Findings {

    private static final int MAX = 100;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String pointer, String detail) {
        if (errors.size() < MAX) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    /** The value, or null and a finding where the value's own type refuses it. */
    <T> @Nullable T read(String pointer, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException refused) {
            add(pointer, String.valueOf(refused.getMessage()));
            return null;
        }
    }

    /** Throws {@code INVALID_REQUEST} if there is any finding. */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw PosternException.invalid(errors);
        }
    }
}
