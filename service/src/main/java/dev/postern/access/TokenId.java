package dev.postern.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names an API token. */
public record TokenId(String value) implements TypedId {

    private static final String PREFIX = "tok";

    public TokenId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static TokenId of(String value) {
        return new TokenId(value);
    }

    public static TokenId next() {
        return new TokenId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
