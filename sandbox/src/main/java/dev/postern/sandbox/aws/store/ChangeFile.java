package dev.postern.sandbox.aws.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line for each time that something was changed, {@code {"table": {"key": row}}}, in which a row that was removed is
 * null. A last line without its end was never finished, and counts for nothing.
 */
final class ChangeFile {

    private static final String FILE_NAME = "aws.changes";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;

    private ChangeFile(Path path) {
        this.path = path;
    }

    static ChangeFile in(Path directory) {
        return new ChangeFile(directory.resolve(FILE_NAME));
    }

    /**
     * Makes all changes in what was there before them.
     *
     * @return false if there are none
     */
    boolean applyTo(ObjectNode tables) throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        String text = Files.readString(path, StandardCharsets.UTF_8);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> apply(JSON.readTree(line), tables));
        return true;
    }

    void append(Map<String, Table<?>> tables, Map<String, Set<String>> changed) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        changed.forEach((name, keys) -> {
            ObjectNode rows = line.putObject(name);
            Map<String, ?> present = tables.containsKey(name) ? tables.get(name).rows() : Map.of();
            keys.forEach(key -> rows.set(key, JSON.valueToTree(present.get(key))));
        });
        Files.writeString(
                path,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static void apply(JsonNode line, ObjectNode tables) {
        for (Map.Entry<String, JsonNode> table : line.properties()) {
            ObjectNode rows = tables.withObject("/" + table.getKey());
            for (Map.Entry<String, JsonNode> row : table.getValue().properties()) {
                if (row.getValue().isNull()) {
                    rows.remove(row.getKey());
                } else {
                    rows.set(row.getKey(), row.getValue());
                }
            }
        }
    }
}
