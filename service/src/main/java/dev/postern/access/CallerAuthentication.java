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
    private final boolean fromMemory;

    /** By a token that came with the request. */
    CallerAuthentication(Caller caller) {
        this(caller, null, false);
    }

    /** By a token that this replica remembers, while the database is away. */
    static CallerAuthentication remembered(Caller caller) {
        return new CallerAuthentication(caller, null, true);
    }

    /**
     * By a session.
     *
     * @param sessionIdle so long it lasts without a request
     */
    CallerAuthentication(Caller caller, @Nullable Duration sessionIdle) {
        this(caller, sessionIdle, false);
    }

    private CallerAuthentication(Caller caller, @Nullable Duration sessionIdle, boolean fromMemory) {
        super(caller.authorities());
        this.caller = caller;
        this.sessionIdle = sessionIdle;
        this.fromMemory = fromMemory;
        setAuthenticated(true);
    }

    /** Whether nobody could be asked if the token is still good: whatever it reads has to come from memory too. */
    boolean fromMemory() {
        return fromMemory;
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
    public String getName() {
        return caller.actor();
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }
}
