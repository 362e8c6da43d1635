package dev.postern.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.postern.foundation.TypedId;

/** Names a row of the audit log; sorts by time. */
record AuditEntryId(String value) implements TypedId {

    private static final String PREFIX = "aud";

    AuditEntryId {
        TypedId.check(PREFIX, value);
    }

    @JsonCreator
    static AuditEntryId of(String value) {
        return new AuditEntryId(value);
    }

    static AuditEntryId next() {
        return new AuditEntryId(TypedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
