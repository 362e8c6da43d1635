package dev.postern.foundation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is wanted (keyset paging).
 *
 * @param limit at most so many items, 1 to 200
 * @param after the sort key after which the page starts; null for the first page
 */
public record PageRequest(int limit, @Nullable String after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;
    private static final int MAX_CURSOR = 256;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw PosternException.invalid("limit", "limit must be from 1 to " + MAX_LIMIT);
        }
    }

    /** Reads the query parameters {@code limit} and {@code cursor}; both may be absent. */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? DEFAULT_LIMIT : limit, cursor == null ? null : decode(cursor));
    }

    /** So many rows are to be read that one can tell whether another page follows. */
    public int rows() {
        return limit + 1;
    }

    private static String decode(String cursor) {
        if (cursor.length() <= MAX_CURSOR) {
            try {
                String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                if (key.matches("[A-Za-z0-9_.:/-]{1,128}")) {
                    return key;
                }
            } catch (IllegalArgumentException notBase64) {
                // falls through to the one answer for every cursor that we did not make
            }
        }
        throw PosternException.invalid("cursor", "cursor must be the nextCursor of an earlier page, unchanged");
    }
}
