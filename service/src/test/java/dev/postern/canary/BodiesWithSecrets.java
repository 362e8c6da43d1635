package dev.postern.canary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request's body with secrets in it, as it should be and wrong in many ways around them.
 *
 * @param good the body, of which all secrets are canaries
 * @param fields which of its fields hold them
 */
record BodiesWithSecrets(ObjectNode good, Set<String> fields) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int TOO_LONG = 70_000;

    /** %1$s is the secret as a JSON text, %2$s the same without its quotation marks. */
    private static final List<String> WRONG_VALUES = List.of(
            "[%1$s]",
            "{\"x\": %1$s}",
            "%1$s%1$s",
            "%1$s x",
            "[[%1$s",
            "%2$s",
            "\"%2$s",
            "\"%2$s\\u0000\"",
            "\"%2$s\\q\"",
            "\"%2$s\\ud800\"");

    /** %1$s is the name of the field, %2$s the secret as a JSON text. */
    private static final List<String> WRONG_FIELDS = List.of(
            "\"%1$s\":%2$s,\"%1$s\":%2$s",
            "\"%1$sword\":%2$s",
            "\"%1$sword\":%2$s,\"%1$s\":%2$s",
            "\"%1$s\":%2$s,\"x\":{\"x\":[%2$s]}",
            "%2$s",
            "\"%1$s\" %2$s");

    /** Takes any text and shows it: no place for a secret, and no fault of ours if somebody puts one there. */
    private static final Set<String> SHOWN = Set.of("username");

    /** A body of which the fields have these values, where they have a value or could have one. */
    static BodiesWithSecrets of(String body, Set<String> fields, Map<String, String> values) {
        ObjectNode good = (ObjectNode) JSON.readTree(body);
        Set<String> missing = new HashSet<>(fields);
        fill(good, values, missing);
        if (!missing.isEmpty()) {
            throw new AssertionError(
                    "put these secrets into the good request, and say in CanaryTest what is good for them: %s in %s"
                            .formatted(missing, body));
        }
        return new BodiesWithSecrets(good, fields);
    }

    private static void fill(JsonNode node, Map<String, String> values, Set<String> missing) {
        if (node instanceof ObjectNode object) {
            values.forEach((name, value) -> {
                if (object.has(name)) {
                    object.put(name, value);
                    missing.remove(name);
                }
            });
        }
        node.forEach(child -> fill(child, values, missing));
    }

    String text() {
        return JSON.writeValueAsString(good);
    }

    List<String> wrong() {
        List<String> bodies = new ArrayList<>();
        for (String field : fields) {
            String value = JSON.writeValueAsString(good.findValue(field));
            String bare = value.substring(1, value.length() - 1);
            WRONG_VALUES.forEach(wrong -> bodies.add(text().replace(value, wrong.formatted(value, bare))));
            String pair = "\"%s\":%s".formatted(field, value);
            WRONG_FIELDS.forEach(wrong -> bodies.add(text().replace(pair, wrong.formatted(field, value))));
            bodies.add(text().replace(value, "\"" + bare.repeat(TOO_LONG / bare.length()) + "\""));
            bodies.add(text().substring(0, text().indexOf(bare) + bare.length()));
            bodies.addAll(List.of(value, bare, "[" + text() + "]", text() + "}", "{\"x\": " + text() + "}"));
            misplaced(good.findValue(field).asString(), bodies);
        }
        return bodies;
    }

    /** In the place of every other field, as a text, in a list and as a field of what should be something else. */
    private void misplaced(String secret, List<String> bodies) {
        for (String pointer : leaves("", good)) {
            String name = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (fields.contains(name)) {
                continue;
            }
            if (!SHOWN.contains(name)) {
                bodies.add(with(pointer, JSON.valueToTree(secret)));
            }
            bodies.add(with(pointer, JSON.valueToTree(List.of(secret))));
            bodies.add(with(pointer, JSON.valueToTree(Map.of("x", secret))));
        }
    }

    private static List<String> leaves(String pointer, JsonNode node) {
        if (!node.isContainer()) {
            return List.of(pointer);
        }
        List<String> leaves = new ArrayList<>();
        node.properties().forEach(child -> leaves.addAll(leaves(pointer + "/" + child.getKey(), child.getValue())));
        if (node.isArray()) {
            for (int at = 0; at < node.size(); at++) {
                leaves.addAll(leaves(pointer + "/" + at, node.get(at)));
            }
        }
        return leaves;
    }

    private String with(String pointer, JsonNode value) {
        ObjectNode copy = good.deepCopy();
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        JsonNode parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
        return JSON.writeValueAsString(copy);
    }
}
