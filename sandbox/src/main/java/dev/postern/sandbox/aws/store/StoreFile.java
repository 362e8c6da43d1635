package dev.postern.sandbox.aws.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON file with a field for each table, and a {@linkplain ChangeFile second one} with what has changed since it was
 * written, so that a change costs what it is and not what there is. The first is replaced as a whole, so that it is never
 * half written: when it is opened, and when the second has grown larger than what there is.
 */
final class StoreFile {

    private static final String FILE_NAME = "aws.json";

    /** Below that, the first file is left alone however little there is. */
    private static final int MANY_CHANGES = 10_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;
    private final ChangeFile changes;
    private final JsonNode content;
    private int changedRows;

    private StoreFile(Path path, ChangeFile changes, JsonNode content) {
        this.path = path;
        this.changes = changes;
        this.content = content;
    }

    static StoreFile in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(FILE_NAME);
            ChangeFile changes = ChangeFile.in(directory);
            ObjectNode content = JSON.createObjectNode();
            if (Files.exists(path)) {
                content.setAll((ObjectNode) JSON.readTree(Files.readAllBytes(path)));
            }
            StoreFile file = new StoreFile(path, changes, content);
            if (changes.applyTo(content)) {
                file.replace(content);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sandbox's state in " + directory, e);
        }
    }

    <T> void read(String table, Class<T> rowType, Map<String, T> rows) {
        content.path(table)
                .properties()
                .forEach(row -> rows.put(row.getKey(), JSON.treeToValue(row.getValue(), rowType)));
    }

    /**
     * @param changed the keys of the changed rows, by table
     */
    void write(Map<String, Table<?>> tables, Map<String, Set<String>> changed) {
        try {
            changes.append(tables, changed);
            changedRows += changed.values().stream().mapToInt(Set::size).sum();
            int rows = tables.values().stream()
                    .mapToInt(table -> table.rows().size())
                    .sum();
            if (changedRows > Math.max(MANY_CHANGES, rows)) {
                ObjectNode all = JSON.createObjectNode();
                tables.forEach((name, table) -> all.set(name, JSON.valueToTree(table.rows())));
                replace(all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the sandbox's state in " + path, e);
        }
    }

    private void replace(ObjectNode all) throws IOException {
        Path next = path.resolveSibling(FILE_NAME + ".next");
        Files.write(next, JSON.writeValueAsBytes(all));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        changes.delete(); // if this is never reached, they are applied once more, which changes nothing
        changedRows = 0;
    }
}
