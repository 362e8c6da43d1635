package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one table of a piece of Markdown. Cells are plain text: what Markdown would take for a mark of its own is escaped.
 */
record MarkdownTable(String text, String table) {

    private static final String ESCAPED = "\\|<*`";

    /** @param text holds exactly one table, its head included */
    static MarkdownTable in(String text) {
        String table = text.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        assertThat(table).as("a table in: %s", text).isNotEmpty();
        assertThat(text).as("one table, in one piece").contains(table);
        return new MarkdownTable(text, table);
    }

    /** The head and the rows; the line between them is left out. */
    List<List<String>> cells() {
        List<List<String>> rows =
                new ArrayList<>(table.lines().map(MarkdownTable::split).toList());
        rows.remove(1);
        return rows;
    }

    /** The text, with these rows instead of its own; the first is the head. */
    String with(List<List<String>> rows) {
        List<String> lines =
                new ArrayList<>(rows.stream().map(MarkdownTable::line).toList());
        lines.add(1, "| " + "--- | ".repeat(rows.getFirst().size()).strip());
        return text.replace(table, String.join("\n", lines));
    }

    /** As a cell can hold it. */
    static String oneLine(String cell) {
        return cell.strip().replaceAll("\\s+", " ");
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownTable::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String escaped(String cell) {
        StringBuilder escaped = new StringBuilder();
        oneLine(cell).chars().forEach(character -> {
            if (ESCAPED.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) character);
        });
        return escaped.toString();
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int index = 1; index < line.length(); index++) {
            char character = line.charAt(index);
            if (character == '\\' && index + 1 < line.length()) {
                index++;
                cell.append(line.charAt(index));
            } else if (character == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        return cells;
    }
}
