package dev.postern.testing;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
public record Answer(HttpResponse<String> response) {

    private static final JsonMapper JSON = JsonMapper.shared();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    public JsonNode json() {
        return JSON.readTree(response.body());
    }

    /** The text, number or truth at a JSON pointer, as text. */
    public String text(String pointer) {
        return json().at(pointer).asString();
    }

    @Override
    public String toString() {
        return status() + " " + body();
    }
}
