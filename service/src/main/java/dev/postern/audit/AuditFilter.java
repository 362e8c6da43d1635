package dev.postern.audit;

import dev.postern.foundation.FieldError;
import dev.postern.foundation.PosternException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted; null asks for nothing in particular.
 *
 * @param from the earliest moment
 * @param to the first moment that is too late
 */
record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String resourceId,
        @Nullable String tenantId,
        @Nullable AuditOutcome outcome) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,300}");

    AuditFilter {
        List<FieldError> errors = new ArrayList<>();
        check(errors, "from", from);
        check(errors, "to", to);
        if (from != null && to != null && !from.isBefore(to)) {
            errors.add(new FieldError("to", "must be later than from"));
        }
        check(errors, "actor", actor);
        check(errors, "action", action);
        check(errors, "resourceId", resourceId);
        check(errors, "tenantId", tenantId);
        if (!errors.isEmpty()) {
            throw PosternException.invalid(errors);
        }
    }

    private static void check(List<FieldError> errors, String name, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            errors.add(new FieldError(name, "must be a time from the year 2000 to the year 9999"));
        }
    }

    private static void check(List<FieldError> errors, String name, @Nullable String word) {
        if (word != null && !WORD.matcher(word).matches()) {
            errors.add(new FieldError(name, "must have 1 to 300 printable characters and no space"));
        }
    }
}
