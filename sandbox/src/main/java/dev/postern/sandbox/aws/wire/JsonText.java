package dev.postern.sandbox.aws.wire;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Elements as a JSON object: one with children is an object, any other a text. Names are not repeated. */
final class JsonText {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonText() {}

    static String write(Xml element) {
        return JSON.writeValueAsString(object(element));
    }

    private static ObjectNode object(Xml element) {
        ObjectNode object = JSON.createObjectNode();
        for (Xml child : element.children()) {
            if (child.children().isEmpty()) {
                object.put(child.name(), child.text());
            } else {
                object.set(child.name(), object(child));
            }
        }
        return object;
    }
}
