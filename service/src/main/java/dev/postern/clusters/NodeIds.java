package dev.postern.clusters;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which node ids a route is for: numbers and ranges, such as {@code 4-6,9}. */
public final class NodeIds {

    static final int MAX_LENGTH = 200;

    private static final Pattern FORM = Pattern.compile("\\d{1,10}(-\\d{1,10})?(,\\d{1,10}(-\\d{1,10})?)*");

    private record Range(int first, int last) {}

    private final String text;

    /** The first and the last of each range, in turn. */
    private final int[] bounds;

    /** Throws {@link IllegalArgumentException} that says what is wrong and what would be right. */
    public NodeIds(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "node ids have at most %d characters; divide them over several routes".formatted(MAX_LENGTH));
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "node ids are numbers and ranges with commas between them and no spaces: 4-6,9");
        }
        this.text = text;
        this.bounds = Arrays.stream(text.split(",", -1))
                .map(NodeIds::range)
                .flatMapToInt(range -> IntStream.of(range.first(), range.last()))
                .toArray();
    }

    /** As they were written. */
    public String text() {
        return text;
    }

    public boolean contain(int nodeId) {
        for (int at = 0; at < bounds.length; at += 2) {
            if (bounds[at] <= nodeId && nodeId <= bounds[at + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The lowest of them. */
    public int lowest() {
        return Arrays.stream(bounds).min().orElseThrow();
    }

    /** The first so many of them, in the order in which they were written. */
    public List<Integer> first(int limit) {
        return IntStream.range(0, bounds.length / 2)
                .flatMap(range -> IntStream.rangeClosed(bounds[2 * range], bounds[2 * range + 1])
                        .limit(limit))
                .distinct()
                .limit(limit)
                .boxed()
                .toList();
    }

    private static Range range(String part) {
        int dash = part.indexOf('-');
        int first = number(dash < 0 ? part : part.substring(0, dash));
        int last = dash < 0 ? first : number(part.substring(dash + 1));
        if (last < first) {
            throw new IllegalArgumentException(
                    "the range %s begins after its end; write %d-%d".formatted(part, last, first));
        }
        return new Range(first, last);
    }

    private static int number(String digits) {
        long number = Long.parseLong(digits);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a node id is from 0 to %d".formatted(Integer.MAX_VALUE));
        }
        return (int) number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodeIds ids && ids.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
