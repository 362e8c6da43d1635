package dev.postern.access;

import dev.postern.foundation.TenantId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Who a session belongs to. Asks anew at every request: a session ends with the token, or the tenant, behind it. Bearer
 * tokens have nothing to do with it.
 */
@Component
class SessionCallers implements SecurityContextRepository {

    private final TokenLookup tokens;
    private final KnownTenants tenants;
    private final CsrfTokenRepository csrfTokens;
    private final SessionProperties properties;
    private final SessionRepository<?> sessions;
    private final SessionLog log;
    private final Clock clock;

    SessionCallers(
            TokenLookup tokens,
            KnownTenants tenants,
            CsrfTokenRepository csrfTokens,
            SessionProperties properties,
            SessionRepository<?> sessions,
            SessionLog log,
            Clock clock) {
        this.log = log;
        this.sessions = sessions;
        this.tokens = tokens;
        this.tenants = tenants;
        this.csrfTokens = csrfTokens;
        this.properties = properties;
        this.clock = clock;
    }

    /** Begins a session. One that the browser had before ends: nobody can have planted its id. */
    CallerAuthentication begin(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        Instant latest = clock.instant().plus(properties.lifetime());
        Instant ends = caller.expiresAt();
        Instant until = ends != null && ends.isBefore(latest) ? ends : latest;
        HttpSession session = request.getSession(true);
        SignedIn signedIn = switch (caller.identity()) {
            case Identity.OfToken token -> new SignedIn.WithToken(token.tokenId(), until);
            case Identity.OfSubject subject -> new SignedIn.WithIssuer(caller, until);
        };
        signedIn.write(session);
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        CallerAuthentication authentication = new CallerAuthentication(caller.until(until), properties.idle());
        log.began(authentication, caller);
        return authentication;
    }

    /** Ends the session, if there is one. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            caller(session).ifPresent(log::ended);
            session.invalidate();
        }
        csrfTokens.saveToken(null, request, response);
        SecurityContextHolder.clearContext();
    }

    @Override
    @SuppressWarnings("deprecation") // called by the default of loadDeferredContext
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        try {
            HttpSession session = holder.getRequest().getSession(false);
            if (session != null) {
                caller(session)
                        .map(caller -> new CallerAuthentication(caller, properties.idle()))
                        .ifPresentOrElse(context::setAuthentication, session::invalidate);
            }
            return context;
        } catch (DataAccessException | TransactionException away) {
            throw new AuthenticationServiceException("sessions cannot be looked up", away);
        }
    }

    /** Whether this request would be let in anew by its session. */
    boolean isGood(HttpServletRequest request) {
        try {
            HttpSession session = request.getSession(false);
            // The request has kept what the session was when it began.
            return session != null
                    && sessions.findById(session.getId()) != null
                    && caller(session).isPresent();
        } catch (DataAccessException | TransactionException away) {
            throw new AuthenticationServiceException("sessions cannot be looked up", away);
        }
    }

    private Optional<Caller> caller(HttpSession session) {
        SignedIn signedIn = SignedIn.read(session);
        if (signedIn == null || !signedIn.until().isAfter(clock.instant())) {
            return Optional.empty();
        }
        Optional<Caller> caller = switch (signedIn) {
            case SignedIn.WithToken with -> tokens.find(with.token()).map(ApiToken::caller);
            case SignedIn.WithIssuer with -> Optional.of(with.person()).filter(this::tenantExists);
        };
        return caller.map(known -> known.until(signedIn.until()));
    }

    private boolean tenantExists(Caller person) {
        TenantId tenant = person.tenantId();
        return tenant == null || tenants.exists(tenant);
    }

    /** Sessions begin by {@link #begin} only. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return SessionCookies.isShown(request);
    }
}
