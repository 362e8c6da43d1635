package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names a connection. */
public record ConnectionId(String value) implements TypedId {

    private static final String PREFIX = "con";

    public ConnectionId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static ConnectionId of(String value) {
        return new ConnectionId(value);
    }

    public static ConnectionId next() {
        return new ConnectionId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
