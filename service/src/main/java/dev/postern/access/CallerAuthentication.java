package dev.postern.access;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A caller who has shown who it is. What it has shown is not kept. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final @Nullable Duration sessionIdle;

    /** By a token that came with the request. */
    CallerAuthentication(Caller caller) {
        this(caller, null);
    }

    /**
     * By a session.
     *
     * @param sessionIdle so long it lasts without a request
     */
    CallerAuthentication(Caller caller, @Nullable Duration sessionIdle) {
        super(caller.authorities());
        this.caller = caller;
        this.sessionIdle = sessionIdle;
        setAuthenticated(true);
    }

    /** So long the session lasts without a request; empty where there is none. */
    Optional<Duration> sessionIdle() {
        return Optional.ofNullable(sessionIdle);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }
}
