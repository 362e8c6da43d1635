package dev.postern.access;

import dev.postern.database.Notifications;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * While the database is away, tokens of data planes go on reading the mappings that this replica remembers, for a while
 * and marked as old. Nobody else does, and nothing else is read.
 */
@Component
public class Grace {

    private final Supplier<Optional<Duration>> away;
    private final Duration limit;

    @Autowired
    Grace(Notifications notifications, GraceProperties properties) {
        this(notifications::awayFor, properties.grace());
    }

    /**
     * @param away for how long the database has been away; empty while it is not
     */
    Grace(Supplier<Optional<Duration>> away, Duration limit) {
        this.away = away;
        this.limit = limit;
    }

    /** For how long the database has been away; empty while it is not, and when the grace is over. */
    Optional<Duration> open() {
        return away.get().filter(duration -> duration.compareTo(limit) < 0);
    }

    /** Whether the database has been away for longer than anybody is served without it. */
    boolean isOver() {
        return away.get().filter(duration -> duration.compareTo(limit) >= 0).isPresent();
    }

    /** For how much longer it lasts. */
    public Duration left() {
        return open().map(limit::minus).orElse(Duration.ZERO);
    }

    /** How old what the caller of this thread reads from memory may be; empty where the database is to be asked. */
    public Optional<Duration> ofCaller() {
        return open().filter(duration -> isDataPlane(Caller.current()));
    }

    /** Whether this thread's caller was let in from memory: it may read nothing else before it was checked anew. */
    public boolean callerIsFromMemory() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                && caller.fromMemory();
    }

    /** By a token of ours. */
    private static boolean isDataPlane(Caller caller) {
        return caller.role() == Role.DATA_PLANE && caller.identity() instanceof Identity.OfToken;
    }
}
