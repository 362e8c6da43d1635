package dev.postern.sandbox.aws.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON file with a field for each table. It is replaced as a whole, so that it is never half written. */
final class StoreFile {

    private static final String FILE_NAME = "aws.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path path;
    private final JsonNode content;

    private StoreFile(Path path, JsonNode content) {
        this.path = path;
        this.content = content;
    }

    static StoreFile in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path path = directory.resolve(FILE_NAME);
            JsonNode content = Files.exists(path) ? JSON.readTree(Files.readAllBytes(path)) : JSON.createObjectNode();
            return new StoreFile(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sandbox's state in " + directory, e);
        }
    }

    <T> void read(String table, Class<T> rowType, Map<String, T> rows) {
        content.path(table)
                .properties()
                .forEach(row -> rows.put(row.getKey(), JSON.treeToValue(row.getValue(), rowType)));
    }

    void write(Map<String, Table<?>> tables) {
        ObjectNode all = JSON.createObjectNode();
        tables.forEach((name, table) -> all.set(name, JSON.valueToTree(table.rows())));
        Path next = path.resolveSibling(FILE_NAME + ".next");
        try {
            Files.write(next, JSON.writeValueAsBytes(all));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the sandbox's state in " + path, e);
        }
    }
}
