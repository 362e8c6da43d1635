package dev.postern.access;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.TenantId;
import dev.postern.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the tenant in a request's path to its thread, once the caller is known to belong there. For any other caller
 * the tenant does not exist, whatever else the path says.
 */
final class TenantScopeFilter extends OncePerRequestFilter {

    /** Reads a path as the controllers' mappings do, however its letters are spelled: {@code %74enants} is tenants. */
    private static final RequestMatcher TENANT_PATH =
            PathPatternRequestMatcher.withDefaults().matcher("/api/v1/tenants/{tenantId}/**");

    private static final String MDC_KEY = "tenantId";

    private final KnownTenants tenants;
    private final ProblemWriter problems;

    TenantScopeFilter(KnownTenants tenants, ProblemWriter problems) {
        this.tenants = tenants;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        RequestMatcher.MatchResult path = TENANT_PATH.matcher(request);
        if (!path.isMatch() || authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<TenantId> tenant;
        try {
            tenant = parse(path.getVariables().getOrDefault("tenantId", ""))
                    .filter(caller::mayEnter)
                    .filter(id -> exists(id, authentication));
        } catch (DataAccessException away) {
            throw new AuthenticationServiceException("tenants cannot be looked up", away);
        }
        if (tenant.isEmpty()) {
            problems.write(response, ErrorKind.NOT_FOUND, "There is no such tenant.");
            return;
        }
        MDC.put(MDC_KEY, tenant.get().value());
        ScopedValue.CallableOp<@Nullable Void, Exception> rest = () -> {
            chain.doFilter(request, response);
            return null;
        };
        try {
            // The operator has no share: a tenant that is busy can be deleted, and its tokens revoked.
            if (caller.tenantId() == null) {
                TenantScope.call(tenant.get(), rest);
            } else {
                TenantScope.answer(tenant.get(), rest);
            }
        } catch (ServletException | IOException | RuntimeException expected) {
            throw expected;
        } catch (Exception unexpected) {
            throw new ServletException(unexpected);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }

    private boolean exists(TenantId tenant, Authentication authentication) {
        if (!(authentication instanceof CallerAuthentication caller) || !caller.fromMemory()) {
            return tenants.exists(tenant);
        }
        if (tenants.remembered(tenant)) {
            return true;
        }
        throw new AuthenticationServiceException("the tenant is not remembered, and cannot be looked up");
    }

    private static Optional<TenantId> parse(String text) {
        try {
            return Optional.of(TenantId.of(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
