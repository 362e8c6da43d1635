package dev.postern.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.stereotype.Component;

/** Who checks the token of a request: what begins as ours do is ours, anything else the issuer's if there is one. */
@Component
class BearerCallers implements AuthenticationManagerResolver<HttpServletRequest> {

    private final BearerTokenResolver shown = new DefaultBearerTokenResolver();
    private final OidcCallers people;
    private final AuthenticationManager tokens;
    private final AuthenticationManager jwts;

    BearerCallers(TokenLookup lookup, OidcCallers people) {
        this.people = people;
        this.tokens =
                bearer -> new CallerAuthentication(lookup.find(text(bearer)).caller());
        this.jwts = bearer -> new CallerAuthentication(people.caller(text(bearer)));
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        String token = shown.resolve(request);
        return token == null || token.startsWith(TokenSecret.PREFIX) || !people.enabled() ? tokens : jwts;
    }

    private static String text(Authentication bearer) {
        return ((BearerTokenAuthenticationToken) bearer).getToken();
    }
}
