package dev.postern.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints results as they come, as a table in Markdown that can go into {@code docs/performance.md} as it is. */
public final class ResultTable {

    private final int columns;

    /** Prints the title, what the machine is and how busy, and the head of the table. */
    public ResultTable(String title, String... columns) {
        this.columns = columns.length;
        print("");
        print("### " + title);
        print("%d processors, Java %s; load average at the start %s"
                .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), load()));
        print("");
        print(line((Object[]) columns));
        print(line(Arrays.stream(columns).map(column -> "---").toArray()));
    }

    public void row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row has %d cells, not %d".formatted(columns, cells.length));
        }
        print(line(cells));
    }

    /** Ends the table with a sentence on what it shows. */
    public void summary(String sentence) {
        print("");
        print("%s Load average at the end %s.".formatted(sentence, load()));
    }

    private static String line(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
