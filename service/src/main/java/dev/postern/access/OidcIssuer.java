package dev.postern.access;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.postern.foundation.Secret;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * The OIDC issuer: what it says of itself (OpenID Connect Discovery 1.0), and its keys. Nothing is asked of it before
 * somebody shows a token of its making; where it does not answer it is asked again after some seconds, not by everybody.
 */
@Component
class OidcIssuer {

    static final String REGISTRATION = "postern";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 512 * 1024;
    private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private record Known(ClientRegistration registration, JWKSource<SecurityContext> keys) {}

    private final OidcProperties properties;
    private final Clock clock;
    private final RestClient http;
    private @Nullable Known known;
    private Instant notBefore = Instant.MIN;

    OidcIssuer(OidcProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build());
        requests.setReadTimeout(READ_LIMIT);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** A client that gives up in time. */
    RestClient.Builder client() {
        return http.mutate();
    }

    /** How to log in there. Throws {@link AuthenticationServiceException} while the issuer is away. */
    ClientRegistration registration() {
        return known().registration();
    }

    /** Reads tokens that the issuer signed with one of its keys, and that these validators find good. */
    JwtDecoder decoder(List<OAuth2TokenValidator<Jwt>> validators) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys(known().keys()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(properties.algorithms()))
                // Access tokens are of the type at+jwt (RFC 9068); what a token is for is told by its audience.
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier((type, context) -> {}))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                Stream.concat(Stream.of(new JwtTimestampValidator()), validators.stream())
                        .toList()));
        return decoder;
    }

    /**
     * The library asks for keys no more often than twice in half a minute, and fails in the same way whether it knows some
     * and this one is not among them, or knows none: the first is the token's fault, the second the issuer's.
     */
    private static JWKSource<SecurityContext> keys(JWKSource<SecurityContext> known) {
        return (wanted, context) -> {
            try {
                return known.get(wanted, context);
            } catch (RateLimitReachedException askedLately) {
                known.get(ANY, context);
                return List.of();
            }
        };
    }

    private synchronized Known known() {
        if (known != null) {
            return known;
        }
        if (clock.instant().isBefore(notBefore)) {
            throw new AuthenticationServiceException("the issuer did not answer lately");
        }
        try {
            known = discover(Objects.requireNonNull(properties.issuer()));
            return known;
        } catch (RestClientException | IllegalArgumentException | MalformedURLException away) {
            notBefore = clock.instant().plus(PAUSE);
            throw new AuthenticationServiceException("the issuer cannot be asked", away);
        }
    }

    private Known discover(String issuer) throws MalformedURLException {
        Map<String, Object> metadata = http.get()
                .uri(URI.create(issuer.replaceFirst("/$", "") + DISCOVERY))
                .retrieve()
                .body(METADATA);
        if (metadata == null || !issuer.equals(metadata.get("issuer"))) {
            throw new IllegalArgumentException("%s names another issuer than %s".formatted(DISCOVERY, issuer));
        }
        String clientId = properties.clientId();
        Secret clientSecret = properties.clientSecret();
        ClientRegistration registration = ClientRegistrations.fromOidcConfiguration(metadata)
                .registrationId(REGISTRATION)
                .clientId(clientId == null ? "none" : clientId)
                .clientSecret(clientSecret == null ? "" : clientSecret.reveal())
                .scope(properties.scopes())
                .build();
        URI keys = URI.create(String.valueOf(registration.getProviderDetails().getJwkSetUri()));
        return new Known(
                registration,
                JWKSourceBuilder.<SecurityContext>create(
                                keys.toURL(),
                                new DefaultResourceRetriever(
                                        (int) CONNECT_LIMIT.toMillis(), (int) READ_LIMIT.toMillis(), MOST_BYTES))
                        .retrying(true)
                        .build());
    }
}
