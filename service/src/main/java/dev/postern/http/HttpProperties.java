package dev.postern.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code postern.http}.
 *
 * @param headerDeadline for the head of a request, from its first byte to its last, however it drips
 * @param bodyDeadline for its body, likewise
 * @param bodyMemory for all bodies that are in memory at once, four times the largest one at least; a 64th of the heap if null
 * @param allowedOrigins other sites whose pages may send requests with a token from a browser: scheme, host and port
 */
@ConfigurationProperties("postern.http")
record HttpProperties(
        @DefaultValue("15s") Duration headerDeadline,
        @DefaultValue("30s") Duration bodyDeadline,
        @Nullable DataSize bodyMemory,
        @DefaultValue List<String> allowedOrigins) {

    /** Each byte of a body may take forty of the heap until it is dealt with. */
    private static final int PART_OF_HEAP = 64;

    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(4);

    HttpProperties {
        if (!headerDeadline.isPositive() || !bodyDeadline.isPositive()) {
            throw new IllegalArgumentException("postern.http.header-deadline and .body-deadline must be longer than 0");
        }
        if (bodyMemory != null && bodyMemory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("postern.http.body-memory must be 4MB at least");
        }
        allowedOrigins = allowedOrigins.stream().map(HttpProperties::checked).toList();
    }

    long bodyBytes() {
        long most = bodyMemory == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : bodyMemory.toBytes();
        return Math.max(most, LEAST_MEMORY.toBytes());
    }

    private static String checked(String origin) {
        URI uri = URI.create(origin);
        boolean bare = uri.getScheme() != null
                && uri.getScheme().matches("https?")
                && uri.getHost() != null
                && origin.equals(uri.getScheme() + "://" + uri.getAuthority())
                && uri.getUserInfo() == null;
        if (!bare) {
            throw new IllegalArgumentException(
                    "postern.http.allowed-origins has '%s', but each must be like https://console.example, without path or wildcard"
                            .formatted(origin));
        }
        return origin;
    }
}
