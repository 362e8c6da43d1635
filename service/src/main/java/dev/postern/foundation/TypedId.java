package dev.postern.foundation;

import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.ulid.UlidCreator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An id that says what it names: a prefix, an underscore and a ULID in lower case. Ids of one kind sort by the time
 * they were made.
 */
public interface TypedId {

    /** A ULID (Crockford's base 32, 128 bits) in lower case. */
    Pattern ULID = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");

    @JsonValue
    String value();

    /** A fresh value with the given prefix, later than any that this process made before. */
    static String next(String prefix) {
        return prefix + "_" + UlidCreator.getMonotonicUlid().toLowerCase();
    }

    /** Returns {@code value} if it is well-formed; otherwise throws {@link IllegalArgumentException}. */
    static String check(String prefix, String value) {
        if (!value.startsWith(prefix + "_")
                || !ULID.matcher(value.substring(prefix.length() + 1)).matches()) {
            throw new IllegalArgumentException(
                    "an id of this kind looks like %s_01jd3v8m0q5x7zk2w4n6p8r0t1 (26 characters after the prefix)"
                            .formatted(prefix.toLowerCase(Locale.ROOT)));
        }
        return value;
    }
}
