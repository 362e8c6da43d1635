package dev.postern.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/** Who checks the token of a request: what begins as ours do is ours, anything else the issuer's if there is one. */
@Component
class BearerCallers implements AuthenticationManagerResolver<HttpServletRequest> {

    /** All that is read in grace. */
    private static final RequestMatcher MAPPINGS =
            new OrRequestMatcher(mapping("/resolver-mapping"), mapping("/resolve"));

    private final BearerTokenResolver shown = new DefaultBearerTokenResolver();
    private final OidcCallers people;
    private final TokenLookup lookup;
    private final Grace grace;
    private final AuthenticationManager tokens;
    private final AuthenticationManager readers;
    private final AuthenticationManager jwts;

    BearerCallers(TokenLookup lookup, OidcCallers people, Grace grace) {
        this.lookup = lookup;
        this.people = people;
        this.grace = grace;
        this.tokens =
                bearer -> new CallerAuthentication(lookup.find(text(bearer)).caller());
        this.readers = bearer -> reader(text(bearer));
        this.jwts = bearer -> new CallerAuthentication(people.caller(text(bearer)));
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        String token = shown.resolve(request);
        if (token == null || token.startsWith(TokenSecret.PREFIX) || !people.enabled()) {
            return MAPPINGS.matches(request) ? readers : tokens;
        }
        return jwts;
    }

    /** The same without grace. */
    AuthenticationManager anew(HttpServletRequest request) {
        AuthenticationManager checked = resolve(request);
        return checked == readers ? tokens : checked;
    }

    /** While the database is known to be away it is not waited for: that takes seconds, of every request. */
    private CallerAuthentication reader(String token) {
        return inGrace(token).orElseGet(() -> {
            try {
                return new CallerAuthentication(lookup.find(token).caller());
            } catch (AuthenticationServiceException away) {
                return inGrace(token).orElseThrow(() -> away);
            }
        });
    }

    private Optional<CallerAuthentication> inGrace(String token) {
        return grace.open()
                .flatMap(away -> lookup.remembered(token))
                .filter(known -> known.role() == Role.DATA_PLANE)
                .map(known -> CallerAuthentication.remembered(known.caller()));
    }

    private static RequestMatcher mapping(String rest) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/api/v1/tenants/*/clusters/*" + rest);
    }

    private static String text(Authentication bearer) {
        return ((BearerTokenAuthenticationToken) bearer).getToken();
    }
}
