package dev.postern.sandbox.aws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of an ordered list. The token says after which key to go on, so that what is added or removed between two
 * pages neither repeats nor hides anything else.
 *
 * @param nextToken null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

    /**
     * @param all in the rising order of their keys
     * @param size at least 1
     * @param token what an earlier page gave out, or null for the first page
     * @throws AwsException {@code InvalidNextToken} if no page gave it out
     */
    public static <T> Page<T> of(Collection<T> all, Function<T, String> key, int size, @Nullable String token) {
        String after = token == null ? null : decode(token);
        List<T> rest = all.stream()
                .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, encode(key.apply(items.getLast())));
    }

    public Stream<T> stream() {
        return items.stream();
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.badRequest("InvalidNextToken", "The token '" + token + "' is invalid");
        }
    }
}
