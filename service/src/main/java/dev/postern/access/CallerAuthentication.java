package dev.postern.access;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** A caller who has shown a good token. The token itself is not kept. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient OAuth2AuthenticatedPrincipal caller;

    private CallerAuthentication(OAuth2AuthenticatedPrincipal caller) {
        super(caller.getAuthorities());
        this.caller = caller;
        setAuthenticated(true);
    }

    /** The token is named by the signature that Spring Security asks for; nothing of it goes further. */
    static Authentication of(String token, OAuth2AuthenticatedPrincipal caller) {
        return new CallerAuthentication(caller);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }
}
