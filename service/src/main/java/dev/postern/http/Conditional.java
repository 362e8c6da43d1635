package dev.postern.http;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Conditional requests (RFC 9110, section 13). The ETag of a resource is {@code "version.revision"}: the version counts
 * changes of intent, the revision every change. {@code If-Match} heeds the version alone, so that a step of the
 * reconciler never defeats a person's edit.
 */
public final class Conditional {

    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})(\\.\\d{1,18})?\"");

    private Conditional() {}

    public static String etag(long version, long revision) {
        return "\"%d.%d\"".formatted(version, revision);
    }

    /** The version that {@code If-Match} names; empty where the header is absent or {@code *}. */
    public static OptionalLong expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher etag = ETAG.matcher(ifMatch.strip());
        if (!etag.matches()) {
            throw PosternException.invalid("If-Match", "must be one ETag as this API gave it, or *");
        }
        return OptionalLong.of(Long.parseLong(etag.group(1)));
    }

    /** Throws {@code VERSION_MISMATCH} unless the resource still has the version that the caller expects. */
    public static void check(OptionalLong expected, long actual) {
        if (expected.isPresent() && expected.getAsLong() != actual) {
            throw new PosternException(
                    ErrorKind.VERSION_MISMATCH,
                    "The resource is at version %d, not %d. Read it again and repeat the change."
                            .formatted(actual, expected.getAsLong()));
        }
    }
}
