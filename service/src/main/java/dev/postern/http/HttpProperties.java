package dev.postern.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.http}.
 *
 * @param headerDeadline for the head of a request, from its first byte to its last, however it drips
 * @param bodyDeadline for its body, likewise
 * @param allowedOrigins other sites whose pages may send requests with a token from a browser: scheme, host and port
 */
@ConfigurationProperties("postern.http")
record HttpProperties(
        @DefaultValue("15s") Duration headerDeadline,
        @DefaultValue("30s") Duration bodyDeadline,
        @DefaultValue List<String> allowedOrigins) {

    HttpProperties {
        if (!headerDeadline.isPositive() || !bodyDeadline.isPositive()) {
            throw new IllegalArgumentException("postern.http.header-deadline and .body-deadline must be longer than 0");
        }
        allowedOrigins = allowedOrigins.stream().map(HttpProperties::checked).toList();
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
