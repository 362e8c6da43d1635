package dev.postern.foundation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor hand it back as {@code cursor} for the page that follows; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page out of rows of which one more than {@code request.limit()} was asked for.
     *
     * @param key the sort key of a row, by which the next page starts after it
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return upTo(key.apply(items.getLast()), items);
    }

    /**
     * A page that ends before its limit, or at it, and has another one after it.
     *
     * @param last the sort key after which the next page starts
     */
    public static <T> Page<T> upTo(String last, List<T> items) {
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    public <R> Page<R> map(Function<T, R> mapper) {
        return new Page<>(items.stream().map(mapper).toList(), nextCursor);
    }
}
