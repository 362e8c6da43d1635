package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.PosternTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiDocumentTest extends PosternTest {

    private static final Path DOCUMENT = Path.of("openapi.yaml");

    @Test
    void theCheckedInDocumentIsWhatTheServiceServes() throws IOException {
        String served = nobody().get("/v3/api-docs.yaml").body();
        if (Boolean.getBoolean("postern.openapi.update")) {
            Files.writeString(DOCUMENT, served);
        }

        assertThat(served)
                .as("service/openapi.yaml is out of date; CONTRIBUTING.md says how to take over the change")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    @Test
    void everyOperationSchemaFieldAndParameterIsDescribed() {
        JsonNode document = nobody().get("/v3/api-docs").json();
        List<String> silent = new ArrayList<>();

        document.at("/components/schemas").properties().forEach(schema -> {
            schema.getValue().path("properties").properties().forEach(field -> {
                if (!field.getValue().has("description") && !field.getValue().has("$ref")) {
                    silent.add(schema.getKey() + "." + field.getKey());
                }
            });
        });
        document.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    if (!operation.getValue().has("summary")) {
                        silent.add(name);
                    }
                    operation.getValue().path("parameters").forEach(parameter -> {
                        if (!parameter.has("description")) {
                            silent.add(name + " " + parameter.path("name").asString());
                        }
                    });
                }));

        assertThat(silent).isEmpty();
    }
}
