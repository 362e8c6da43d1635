package dev.postern.audit;

import dev.postern.access.Caller;
import dev.postern.access.KnownTokens;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.http.RequestOrigin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sees how requests end, and reports those that were denied to a caller whom we know: 401 to a token that is good no
 * more, 403, and 404 to a caller who asked for another tenant. Whoever shows no token of ours leaves no row.
 */
final class DeniedAttemptFilter extends OncePerRequestFilter {

    static final String UNAUTHENTICATED = "access.unauthenticated";
    static final String FORBIDDEN = "access.forbidden";
    static final String OTHER_TENANT = "access.other-tenant";

    private static final Logger log = LoggerFactory.getLogger(DeniedAttemptFilter.class);
    private static final String BEARER = "Bearer ";
    private static final RequestMatcher TENANT_PATH =
            PathPatternRequestMatcher.withDefaults().matcher("/api/v1/tenants/{tenantId}/**");

    private final DeniedAttempts attempts;
    private final KnownTokens tokens;

    DeniedAttemptFilter(DeniedAttempts attempts, KnownTokens tokens) {
        this.attempts = attempts;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        switch (response.getStatus()) {
            case HttpServletResponse.SC_UNAUTHORIZED ->
                refusedCaller(request).ifPresent(caller -> report(caller, UNAUTHENTICATED, request, null));
            case HttpServletResponse.SC_FORBIDDEN ->
                Actor.caller().ifPresent(caller -> report(caller, FORBIDDEN, request, tenantOf(request)));
            case HttpServletResponse.SC_NOT_FOUND ->
                Actor.caller()
                        .filter(caller -> isOfAnother(caller, tenantOf(request)))
                        .ifPresent(caller -> report(caller, OTHER_TENANT, request, tenantOf(request)));
            default -> {}
        }
    }

    private void report(Caller caller, String action, HttpServletRequest request, @Nullable String resourceId) {
        attempts.report(new DeniedAttempts.Attempt(caller, action, RequestOrigin.of(request), resourceId));
    }

    private Optional<Caller> refusedCaller(HttpServletRequest request) {
        String shown = shownToken(request);
        if (shown == null) {
            return Optional.empty();
        }
        try {
            return tokens.ownerOf(shown);
        } catch (RuntimeException away) {
            log.error("Whose refused token it was could not be looked up", away);
            return Optional.empty();
        }
    }

    /** What was refused: a token to sign in with, else the bearer token; null where neither was shown. */
    private static @Nullable String shownToken(HttpServletRequest request) {
        Secret refused = KnownTokens.refusedIn(request);
        if (refused != null) {
            return refused.reveal();
        }
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        return sent != null && sent.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? sent.substring(BEARER.length()).strip()
                : null;
    }

    private static boolean isOfAnother(Caller caller, @Nullable String tenant) {
        TenantId own = caller.tenantId();
        return own != null && tenant != null && !own.value().equals(tenant);
    }

    /** The tenant in the path; null where there is none, or what is there can be no tenant's id. */
    private static @Nullable String tenantOf(HttpServletRequest request) {
        RequestMatcher.MatchResult path = TENANT_PATH.matcher(request);
        if (!path.isMatch()) {
            return null;
        }
        try {
            return TenantId.of(path.getVariables().getOrDefault("tenantId", "")).value();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
