package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.testing.PosternTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class OpenApiDocumentTest extends PosternTest {

    private static final Path DOCUMENT = Path.of("openapi.yaml");

    @Autowired
    private OpenAPIService documents;

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

    /** Making it takes long, and nobody has to show a token. */
    @Test
    void theDocumentIsMadeOnceWhateverLanguageIsAskedFor() {
        for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
            assertThat(nobody().get(path, "Accept-Language", "tlh").status()).isEqualTo(200);
        }

        assertThat(nobody().get("/v3/api-docs", "Accept-Language", "fr").json())
                .isEqualTo(nobody().get("/v3/api-docs").json());
        assertThat(documents.getCachedOpenAPI(Locale.ENGLISH)).isNotNull();
        assertThat(documents.getCachedOpenAPI(Locale.forLanguageTag("tlh"))).isNull();
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
