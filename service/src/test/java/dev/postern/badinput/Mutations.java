package dev.postern.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes every kind of bad body out of a good one and the schema that it follows. */
final class Mutations {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int TOO_LONG = 100_000;
    private static final int TOO_MANY = 1_100;

    private static final List<String> NEVER_TEXT = List.of("nul \u0000", "escape \u001b[31m", "half \ud800 a pair");
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "'; drop table tenant; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/x}",
            "../../../etc/passwd",
            "%00%0d%0aSet-Cookie: x=y",
            "\u202Eevil",
            "line\nbreak");
    private static final List<String> NEVER_NUMBERS =
            List.of("-1", "2147483648", "1e400", "9223372036854775808", "1.5");
    private static final List<String> ODD_NUMBERS = List.of("0", "65536", "2147483647");

    private final JsonNode schemas;
    private final JsonNode original;
    private final boolean patch;
    private final List<Mutation> made = new ArrayList<>();

    private Mutations(JsonNode schemas, JsonNode original, boolean patch) {
        this.schemas = schemas;
        this.original = original;
        this.patch = patch;
    }

    /**
     * @param document the OpenAPI document
     * @param schema the schema of the body
     * @param original a body that would be accepted, with every optional field that should be tried
     * @param patch whether the body is a merge patch, where nothing is required
     */
    static List<Mutation> of(JsonNode document, JsonNode schema, JsonNode original, boolean patch) {
        Mutations mutations = new Mutations(document.at("/components/schemas"), original, patch);
        mutations.visit("", schema, original);
        return mutations.made;
    }

    private void visit(String pointer, JsonNode schema, JsonNode value) {
        JsonNode resolved = resolve(schema, value);
        switch (type(resolved)) {
            case "object" -> visitObject(pointer, resolved, value);
            case "array" -> visitArray(pointer, resolved, value);
            case "string" -> visitText(pointer, resolved);
            case "integer", "number" -> visitNumber(pointer);
            default -> {}
        }
        wrongTypes(pointer, type(resolved));
    }

    private void visitObject(String pointer, JsonNode schema, JsonNode value) {
        if (value.isObject()) {
            add(pointer + "/noSuchField", "is unknown", JSON.stringNode("x"), true);
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String field = pointer + "/" + property.getKey();
            boolean needed = required.contains(property.getKey()) && !patch;
            add(field, "is null", JSON.nullNode(), required.contains(property.getKey()));
            remove(pointer, property.getKey(), needed);
            visit(field, property.getValue(), value.path(property.getKey()));
        }
    }

    private void visitArray(String pointer, JsonNode schema, JsonNode value) {
        if (value.isArray() && !value.isEmpty()) {
            ArrayNode many = JSON.arrayNode();
            for (int i = 0; i < TOO_MANY; i++) {
                many.add(value.get(0));
            }
            add(pointer, "has too many items", many, true);
            add(pointer + "/0", "is null", JSON.nullNode(), true);
            visit(pointer + "/0", schema.path("items"), value.get(0));
        }
        add(pointer, "is empty", JSON.arrayNode(), false);
    }

    private void visitText(String pointer, JsonNode schema) {
        add(pointer, "is too long", JSON.stringNode("a".repeat(TOO_LONG)), true);
        NEVER_TEXT.forEach(text -> add(pointer, "is no text", JSON.stringNode(text), true));
        HOSTILE.forEach(text -> add(pointer, "is hostile: " + text, JSON.stringNode(text), false));
        if (schema.has("enum")) {
            add(pointer, "is no such value", JSON.stringNode("NO_SUCH_VALUE"), true);
        }
    }

    private void visitNumber(String pointer) {
        NEVER_NUMBERS.forEach(
                number -> add(pointer, "is " + number, JsonMapper.shared().readTree(raw(number)), true));
        ODD_NUMBERS.forEach(
                number -> add(pointer, "is " + number, JsonMapper.shared().readTree(number), false));
    }

    /** The tree model has no 1e400; a text that only looks like a number is a wrong type just as well. */
    private static String raw(String number) {
        return number.equals("1e400") ? "1e300" : number;
    }

    private void wrongTypes(String pointer, String type) {
        if (pointer.isEmpty()) {
            return;
        }
        Map<String, JsonNode> values = Map.of(
                "string", JSON.stringNode("text"),
                "integer", JSON.numberNode(12345),
                "boolean", JSON.booleanNode(true),
                "array", JSON.arrayNode().add("x"),
                "object", JSON.objectNode().put("x", "y"));
        values.forEach((other, value) -> {
            if (!other.equals(type)) {
                add(pointer, "is of type " + other, value, true);
            }
        });
    }

    private void add(String pointer, String what, JsonNode value, boolean mustBeRefused) {
        edit(pointer, (parent, name) -> set(parent, name, value))
                .ifPresent(body -> made.add(new Mutation(pointer, what, body, mustBeRefused)));
    }

    private void remove(String parentPointer, String name, boolean mustBeRefused) {
        String pointer = parentPointer + "/" + name;
        edit(pointer, (parent, field) -> ((ObjectNode) parent).remove(field))
                .ifPresent(body -> made.add(new Mutation(pointer, "is missing", body, mustBeRefused)));
    }

    private interface Edit {
        void apply(JsonNode parent, String name);
    }

    private Optional<JsonNode> edit(String pointer, Edit edit) {
        JsonNode copy = original.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        if (!parent.isObject() && !parent.isArray()) {
            return Optional.empty();
        }
        edit.apply(parent, pointer.substring(slash + 1));
        return Optional.of(copy);
    }

    private static void set(JsonNode parent, String name, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else if (parent instanceof ObjectNode object) {
            object.set(name, value);
        }
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
        }
        return schema.has("properties") ? "object" : type.asString("");
    }

    /** Follows references, and takes that alternative of a oneOf whose discriminator, or whose fields, the value has. */
    private JsonNode resolve(JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            return resolve(schemas.path(schema.path("$ref").asString().replaceFirst(".*/", "")), value);
        }
        JsonNode discriminator = schema.path("discriminator");
        if (discriminator.has("mapping")) {
            String kind =
                    value.path(discriminator.path("propertyName").asString()).asString("");
            JsonNode reference = discriminator.path("mapping").path(kind);
            JsonNode alternative = schemas.path(reference.asString("").replaceFirst(".*/", ""));
            return merged(alternative);
        }
        for (JsonNode alternative : schema.path("oneOf")) {
            JsonNode whole = resolve(alternative, value);
            if (value.propertyNames().stream().allMatch(whole.path("properties")::has)) {
                return whole;
            }
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            if (!alternative.path("type").asString("").equals("null")) {
                return resolve(alternative, value);
            }
        }
        return merged(schema);
    }

    /** springdoc writes a subtype as allOf of its base and its own fields. */
    private JsonNode merged(JsonNode schema) {
        if (!schema.has("allOf")) {
            return schema;
        }
        ObjectNode all = JSON.objectNode();
        ObjectNode properties = all.putObject("properties");
        ArrayNode required = all.putArray("required");
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(parts::add);
        parts.add(schema);
        for (JsonNode part : parts) {
            JsonNode whole =
                    part.has("$ref") ? schemas.path(part.path("$ref").asString().replaceFirst(".*/", "")) : part;
            whole.path("properties").properties().forEach(field -> properties.set(field.getKey(), field.getValue()));
            whole.path("required").forEach(required::add);
        }
        return all;
    }
}
