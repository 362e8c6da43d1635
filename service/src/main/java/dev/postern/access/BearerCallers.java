package dev.postern.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/** Who checks the token of a request. */
@Component
class BearerCallers implements AuthenticationManagerResolver<HttpServletRequest> {

    private final AuthenticationManager tokens;

    BearerCallers(TokenLookup lookup) {
        this.tokens = shown -> new CallerAuthentication(
                lookup.find(((BearerTokenAuthenticationToken) shown).getToken()).caller());
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return tokens;
    }
}
