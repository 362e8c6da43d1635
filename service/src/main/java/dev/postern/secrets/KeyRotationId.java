package dev.postern.secrets;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names a rotation of the encryption key. */
public record KeyRotationId(String value) implements TypedId {

    private static final String PREFIX = "rot";

    public KeyRotationId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static KeyRotationId of(String value) {
        return new KeyRotationId(value);
    }

    static KeyRotationId next() {
        return new KeyRotationId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
