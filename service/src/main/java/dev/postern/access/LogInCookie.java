package dev.postern.access;

import dev.postern.foundation.Secret;
import dev.postern.secrets.SecretBox;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a log-in with the issuer that is under way is kept: sealed, in the browser. So any replica can end it, and nobody
 * fills the database by beginning log-ins. The browser shows this cookie when the issuer sends it back to us, which it
 * would not do with a strict one.
 */
@Component
class LogInCookie implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    static final String NAME = "POSTERN_LOG_IN";

    /** Over HTTPS: a browser takes it from this very host only, so that nobody is signed in as whoever planted it (RFC 6265bis). */
    static final String SECURE_NAME = "__Host-" + NAME;

    private static final String CONTEXT = "cookie " + NAME;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** What the second half of the log-in needs of the first: state, nonce and code verifier among it. */
    private record UnderWay(
            String authorizationUri,
            String clientId,
            String redirectUri,
            Set<String> scopes,
            String state,
            Map<String, Object> attributes,
            Instant began) {}

    private final SecretBox box;
    private final JsonMapper json;
    private final SessionProperties properties;
    private final Clock clock;

    LogInCookie(SecretBox box, JsonMapper json, SessionProperties properties, Clock clock) {
        this.box = box;
        this.json = json;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, isSecure(request) ? SECURE_NAME : NAME);
        UnderWay underWay = cookie == null ? null : open(cookie.getValue());
        if (underWay == null
                || clock.instant().isAfter(underWay.began().plus(LIMIT))
                || !underWay.state().equals(request.getParameter("state"))) {
            return null;
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(underWay.authorizationUri())
                .clientId(underWay.clientId())
                .redirectUri(underWay.redirectUri())
                .scopes(underWay.scopes())
                .state(underWay.state())
                .attributes(attributes -> attributes.putAll(underWay.attributes()))
                .build();
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
        if (begun == null) {
            write(request, response, "", Duration.ZERO);
            return;
        }
        UnderWay underWay = new UnderWay(
                begun.getAuthorizationUri(),
                begun.getClientId(),
                String.valueOf(begun.getRedirectUri()),
                begun.getScopes(),
                String.valueOf(begun.getState()),
                begun.getAttributes(),
                clock.instant());
        byte[] sealed = box.sealForCaller(Secret.of(json.writeValueAsString(underWay)), CONTEXT);
        write(request, response, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), LIMIT);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest begun = loadAuthorizationRequest(request);
        write(request, response, "", Duration.ZERO);
        return begun;
    }

    private @Nullable UnderWay open(String value) {
        try {
            return json.readValue(
                    box.openFromCaller(Base64.getUrlDecoder().decode(value), CONTEXT)
                            .reveal(),
                    UnderWay.class);
        } catch (IllegalArgumentException | IllegalStateException | JacksonException madeUp) {
            return null;
        }
    }

    private boolean isSecure(HttpServletRequest request) {
        return properties.secureCookie() || request.isSecure();
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        boolean secure = isSecure(request);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(secure ? SECURE_NAME : NAME, value)
                        .path("/")
                        .maxAge(age)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
