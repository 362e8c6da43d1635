package dev.postern.access;

import dev.postern.foundation.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * Settings {@code postern.oidc}.
 *
 * @param issuer whose word is taken on who somebody is; null for nobody's
 * @param audience what the claim {@code aud} of a bearer token has to name
 * @param tenantClaim the claim that holds the id of a tenant; people without it are the operator's
 * @param roleClaim the claim that holds a role, by itself or among others in a list
 * @param algorithms that tokens may be signed with; of public keys, all of them
 * @param clientId for log-in on our own pages; null for bearer tokens only
 */
@ConfigurationProperties("postern.oidc")
record OidcProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @DefaultValue("postern_tenant") String tenantClaim,
        @DefaultValue("postern_role") String roleClaim,
        @DefaultValue({"RS256", "PS256", "ES256"}) Set<SignatureAlgorithm> algorithms,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @DefaultValue({"openid", "profile"}) List<String> scopes) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    OidcProperties {
        if (issuer != null) {
            check(issuer);
            if (audience == null || audience.isBlank()) {
                throw new IllegalArgumentException(
                        "postern.oidc.audience is missing: without it a token that the issuer "
                                + "made for any other service would be taken");
            }
        }
    }

    boolean enabled() {
        return issuer != null;
    }

    boolean logInEnabled() {
        return enabled() && clientId != null;
    }

    private static void check(String issuer) {
        URI uri = URI.create(issuer);
        boolean safe = "https".equals(uri.getScheme())
                || "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
        if (!safe) {
            throw new IllegalArgumentException(
                    "postern.oidc.issuer must be an https address, but is '%s'".formatted(issuer));
        }
    }
}
