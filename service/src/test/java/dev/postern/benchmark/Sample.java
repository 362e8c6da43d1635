package dev.postern.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The same thing measured several times.
 *
 * @param values in the order in which they were measured, at least one
 */
public record Sample(List<Double> values) {

    public Sample {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a sample has at least one value");
        }
    }

    /** How often as much each value is as the one of {@code other} that was measured in the same round. */
    public Sample per(Sample other) {
        return new Sample(IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList());
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** For a table: {@code 1.25 (1.10-1.60)}, the median and between what the values lie. */
    @Override
    public String toString() {
        return "%s (%s-%s)".formatted(rounded(median()), rounded(least()), rounded(most()));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
