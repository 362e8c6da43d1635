package dev.postern.access;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Asks anew who sends this thread's request, for one that has waited: a token may have been revoked meanwhile. */
@Component
public class StillGood {

    private final BearerTokenResolver shown = new DefaultBearerTokenResolver();
    private final BearerCallers bearers;
    private final SessionCallers sessions;
    private final KnownTenants tenants;

    StillGood(BearerCallers bearers, SessionCallers sessions, KnownTenants tenants) {
        this.bearers = bearers;
        this.sessions = sessions;
        this.tenants = tenants;
    }

    /**
     * Throws {@code UNAUTHENTICATED} where the caller would not be let in any more, {@code NOT_FOUND} where the tenant of
     * the path has gone, {@code UNAVAILABLE} where nobody can tell. Of a token that is remembered it asks no database.
     */
    public void check() {
        check(bearers);
    }

    /** As {@link #check}, for one that was let in from memory and is to read something else: that counts no more. */
    public void checkWithoutGrace() {
        check(bearers::anew);
    }

    private void check(AuthenticationManagerResolver<HttpServletRequest> callers) {
        ServletRequestAttributes attributes =
                (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = attributes.getRequest();
        String token = shown.resolve(request);
        try {
            if (token != null) {
                Authentication caller =
                        callers.resolve(request).authenticate(new BearerTokenAuthenticationToken(token));
                if (caller instanceof CallerAuthentication remembered && remembered.fromMemory()) {
                    return;
                }
            } else if (!sessions.isGood(request)) {
                throw new CallerRefused("The session has ended. Sign in again.");
            }
            checkTenant();
        } catch (AuthenticationServiceException | DataAccessException | TransactionException away) {
            throw new PosternException(ErrorKind.UNAVAILABLE, "Tokens cannot be checked for the moment. Try again.");
        } catch (AuthenticationException refused) {
            HttpServletResponse response = attributes.getResponse();
            if (response != null) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            }
            throw new PosternException(ErrorKind.UNAUTHENTICATED, String.valueOf(refused.getMessage()));
        }
    }

    private void checkTenant() {
        TenantId tenant = TenantScope.current().orElse(null);
        if (tenant != null && !tenants.exists(tenant)) {
            throw PosternException.notFound("tenant");
        }
    }
}
