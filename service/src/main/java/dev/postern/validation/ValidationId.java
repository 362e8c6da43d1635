package dev.postern.validation;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names a run. */
public record ValidationId(String value) implements TypedId {

    private static final String PREFIX = "val";

    public ValidationId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static ValidationId of(String value) {
        return new ValidationId(value);
    }

    static ValidationId next() {
        return new ValidationId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
