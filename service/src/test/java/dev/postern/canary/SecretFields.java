package dev.postern.canary;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where the API document lets somebody send a secret. */
final class SecretFields {

    /** What is called so is a secret, whatever the document says of it. */
    static final Pattern TELLING = Pattern.compile(
            "(?i).*(password|passphrase|secret|credentials?|token|(private|client|secret|access)_?key)");

    private SecretFields() {}

    /**
     * An operation that takes secrets in its body.
     *
     * @param fields the names of the fields that hold them, wherever in the body they are
     */
    record Operation(String id, String method, Set<String> fields) {}

    /** All operations that do, by their ids. */
    static Map<String, Operation> of(JsonNode document) {
        Map<String, Operation> operations = new TreeMap<>();
        for (JsonNode path : document.path("paths")) {
            for (Map.Entry<String, JsonNode> operation : path.properties()) {
                String id = operation.getValue().path("operationId").asString();
                Set<String> fields = new TreeSet<>();
                collect(document, operation.getValue().path("requestBody"), new HashSet<>(), fields);
                if (!fields.isEmpty()) {
                    operations.put(id, new Operation(id, operation.getKey().toUpperCase(Locale.ROOT), fields));
                }
            }
        }
        return operations;
    }

    /** Whatever is below, and whatever that refers to. */
    private static void collect(JsonNode document, JsonNode node, Set<String> followed, Set<String> fields) {
        if (node.isString() && node.asString().startsWith("#/components/") && followed.add(node.asString())) {
            collect(document, document.at(node.asString().substring(1)), followed, fields);
        }
        for (Map.Entry<String, JsonNode> property : node.path("properties").properties()) {
            if (property.getValue().path("writeOnly").asBoolean(false)
                    || TELLING.matcher(property.getKey()).matches()) {
                fields.add(property.getKey());
            }
        }
        node.forEach(child -> collect(document, child, followed, fields));
    }
}
