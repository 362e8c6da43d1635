package dev.postern.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a row keeps of a resource: the fields that differ, or all where the resource came or went. Where that has more
 * than {@link #MOST_BYTES} bytes of JSON in all, the largest fields are kept as their digests, as many as it takes: so a
 * caller cannot fill the log with routes, and small fields stay readable.
 */
@Component
class AuditedJson {

    static final int MOST_BYTES = 8_192;

    private final JsonMapper json;

    AuditedJson(JsonMapper json) {
        this.json = json;
    }

    record Difference(@Nullable String before, @Nullable String after) {}

    Difference difference(@Nullable Object before, @Nullable Object after) {
        ObjectNode was = tree(before);
        ObjectNode is = tree(after);
        if (was != null && is != null) {
            for (String field : was.propertyNames().toArray(String[]::new)) {
                if (was.path(field).equals(is.path(field))) {
                    was.remove(field);
                    is.remove(field);
                }
            }
        }
        return new Difference(text(was), text(is));
    }

    private @Nullable ObjectNode tree(@Nullable Object resource) {
        return resource == null ? null : json.valueToTree(resource);
    }

    private @Nullable String text(@Nullable ObjectNode resource) {
        if (resource == null) {
            return null;
        }
        Map<String, byte[]> fields = new HashMap<>();
        resource.propertyNames().forEach(field -> fields.put(field, bytes(resource.path(field))));
        Iterator<Map.Entry<String, byte[]>> largest = fields.entrySet().stream()
                .sorted(Comparator.comparingInt(field -> -field.getValue().length))
                .iterator();
        while (bytes(resource).length > MOST_BYTES && largest.hasNext()) {
            Map.Entry<String, byte[]> field = largest.next();
            resource.putObject(field.getKey())
                    .put("sha256", sha256(field.getValue()))
                    .put("bytes", field.getValue().length);
        }
        return json.writeValueAsString(resource);
    }

    private byte[] bytes(JsonNode value) {
        return json.writeValueAsBytes(value);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
