package dev.postern.clusters;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names a cluster. */
public record ClusterId(String value) implements TypedId {

    private static final String PREFIX = "clu";

    public ClusterId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static ClusterId of(String value) {
        return new ClusterId(value);
    }

    public static ClusterId next() {
        return new ClusterId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
