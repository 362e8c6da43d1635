package dev.postern.foundation;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Names a tenant. */
public record TenantId(String value) implements TypedId {

    private static final String PREFIX = "tnt";

    public TenantId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    public static TenantId of(String value) {
        return new TenantId(value);
    }

    public static TenantId next() {
        return new TenantId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
