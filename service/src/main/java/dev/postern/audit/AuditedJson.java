package dev.postern.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a row keeps of a resource: the fields that differ, or all where the resource came or went. A field with more than
 * {@link #MOST_BYTES} bytes of JSON is kept as its digest, so that a caller cannot fill the log with routes.
 */
@Component
class AuditedJson {

    static final int MOST_BYTES = 16_384;

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
        for (String field : resource.propertyNames().toArray(String[]::new)) {
            JsonNode value = resource.path(field);
            byte[] bytes = json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MOST_BYTES) {
                resource.putObject(field).put("sha256", sha256(bytes)).put("bytes", bytes.length);
            }
        }
        return json.writeValueAsString(resource);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
