package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One table of {@code docs/faults.md}: what a user is told about each fault, held against what the service really says.
 * The first column names the fault; a cell that differs from run to run is normalised by {@link Placeholders} first.
 *
 * <p>With {@code -Dpostern.faults.update=true} the table is not checked but written anew from what was seen.
 */
public final class FaultTable {

    private static final Path DOCUMENT = Path.of("..", "docs", "faults.md");

    private final Path document;
    private final String section;
    private final List<String> columns;
    private final boolean update;

    FaultTable(Path document, boolean update, String section, List<String> columns) {
        this.document = document;
        this.update = update;
        this.section = section;
        this.columns = List.copyOf(columns);
    }

    /**
     * The table of {@code docs/faults.md} under the heading {@code ## section}.
     *
     * @param columns from left to right, the first being the fault
     */
    public static FaultTable of(String section, String... columns) {
        return new FaultTable(DOCUMENT, Boolean.getBoolean("postern.faults.update"), section, List.of(columns));
    }

    /**
     * One test for each fault that has a row or a scenario; it fails unless there are both, and they agree.
     *
     * @param scenarios by fault, in the order in which an updated table has them: each makes the fault and answers what
     *     was seen, by column (all but the first)
     */
    public Stream<DynamicTest> tests(SequencedMap<String, Callable<Map<String, String>>> scenarios) {
        return update ? updating(scenarios) : checking(scenarios);
    }

    /** The rows by fault, each with all of its cells by column. */
    public SequencedMap<String, Map<String, String>> rows() {
        List<List<String>> lines = MarkdownTable.in(section(read())).cells();
        assertThat(lines.getFirst()).as("columns of section %s", section).isEqualTo(columns);
        SequencedMap<String, Map<String, String>> rows = new LinkedHashMap<>();
        lines.stream().skip(1).map(this::byColumn).forEach(row -> {
            String fault = row.get(columns.getFirst());
            assertThat(rows.put(fault, row))
                    .as("more than one row for '%s'", fault)
                    .isNull();
        });
        return rows;
    }

    private Stream<DynamicTest> checking(SequencedMap<String, Callable<Map<String, String>>> scenarios) {
        Map<String, Map<String, String>> rows = rows();
        Set<String> faults = new LinkedHashSet<>(scenarios.keySet());
        faults.addAll(rows.keySet());
        return faults.stream()
                .map(fault -> DynamicTest.dynamicTest(fault, () -> {
                    Callable<Map<String, String>> scenario = scenarios.get(fault);
                    if (scenario == null) {
                        fail("%s has a row for '%s', but no test makes that fault", document, fault);
                    } else if (!rows.containsKey(fault)) {
                        fail(
                                "%s has no row for '%s' in section %s; CONTRIBUTING.md says how to add it",
                                document, fault, section);
                    } else {
                        assertThat(row(fault, scenario.call()))
                                .as("what the service says; CONTRIBUTING.md says how to take it over into %s", document)
                                .isEqualTo(rows.get(fault));
                    }
                }));
    }

    private Stream<DynamicTest> updating(SequencedMap<String, Callable<Map<String, String>>> scenarios) {
        List<List<String>> seen = new ArrayList<>(List.of(columns));
        Stream<DynamicTest> made = scenarios.entrySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getKey(),
                        () -> seen.add(List.copyOf(
                                row(scenario.getKey(), scenario.getValue().call())
                                        .values()))));
        return Stream.concat(made, Stream.of(DynamicTest.dynamicTest("the table is written", () -> {
            assertThat(seen).as("a row for every scenario").hasSize(scenarios.size() + 1);
            write(seen);
        })));
    }

    private Map<String, String> row(String fault, Map<String, String> seen) {
        assertThat(seen.keySet())
                .as("cells of '%s'", fault)
                .containsExactlyInAnyOrderElementsOf(columns.subList(1, columns.size()));
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach(column -> row.put(column, MarkdownTable.oneLine(seen.getOrDefault(column, fault))));
        return row;
    }

    private Map<String, String> byColumn(List<String> cells) {
        assertThat(cells).as("cells of a row in section %s", section).hasSameSizeAs(columns);
        Map<String, String> row = new LinkedHashMap<>();
        for (int index = 0; index < cells.size(); index++) {
            row.put(columns.get(index), cells.get(index));
        }
        return row;
    }

    private void write(List<List<String>> rows) {
        String before = read();
        String old = section(before);
        try {
            Files.writeString(
                    document, before.replace(old, MarkdownTable.in(old).with(rows)));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private String read() {
        try {
            return Files.readString(document);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** From the heading to the next one of its level, or to the end. */
    private String section(String text) {
        int from = ("\n" + text).indexOf("\n## " + section + "\n");
        assertThat(from).as("heading '## %s' in %s", section, document).isNotNegative();
        int to = text.indexOf("\n## ", from + 1);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }
}
