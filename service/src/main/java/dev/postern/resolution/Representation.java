package dev.postern.resolution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.json.JsonMapper;

/** In which form a mapping is served. */
enum Representation {
    JSON(MediaType.APPLICATION_JSON),
    TEXT(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));

    private final MediaType type;

    Representation(MediaType type) {
        this.type = type;
    }

    MediaType type() {
        return type;
    }

    /**
     * The form that the header {@code Accept} prefers; JSON where it leaves the choice to us.
     *
     * @param accept well-formed, and accepts one of the forms; null if there is no such header
     */
    static Representation chosenBy(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        List<MediaType> wanted = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(wanted);
        wanted.sort((left, right) -> Double.compare(right.getQualityValue(), left.getQualityValue()));
        return wanted.stream()
                .filter(type -> type.getQualityValue() > 0)
                .flatMap(type -> Arrays.stream(values()).filter(form -> type.includes(form.type)))
                .findFirst()
                .orElse(JSON);
    }

    /** The ETag of a version in this form. */
    String etag(long version) {
        return switch (this) {
            case JSON -> "\"%d-json\"".formatted(version);
            case TEXT -> "\"%d-text\"".formatted(version);
        };
    }

    byte[] body(ResolverMapping mapping, JsonMapper json) {
        return switch (this) {
            case JSON -> json.writeValueAsBytes(ResolverMappingView.of(mapping));
            case TEXT -> text(mapping.content()).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** One line an address: host, port, target host, target port. */
    private static String text(MappingContent content) {
        StringBuilder lines = new StringBuilder();
        content.entries()
                .forEach(entry -> line(lines, entry.host(), entry.port(), entry.targetHost(), entry.targetPort()));
        content.bootstrap()
                .forEach(entry -> line(lines, entry.host(), entry.port(), entry.targetHost(), entry.targetPort()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String host, int port, String targetHost, int targetPort) {
        lines.append(host)
                .append(' ')
                .append(port)
                .append(' ')
                .append(targetHost)
                .append(' ')
                .append(targetPort)
                .append('\n');
    }
}
