package dev.postern.access;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.AuditedChange;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;

/** Tells the audit log who has signed in, and out. */
@Component
class SessionLog {

    private final SystemDatabase database;
    private final ApplicationEventPublisher events;

    SessionLog(SystemDatabase database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** Whoever signs in is nobody yet in this request: the entry names who they are from here on. */
    void began(CallerAuthentication signedIn, Caller caller) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(new SecurityContextImpl(signedIn));
        try {
            tell(new AuditedChange(caller.tenantId(), "session.started", caller.actor(), null, Map.of()));
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    void ended(Caller caller) {
        tell(new AuditedChange(caller.tenantId(), "session.ended", caller.actor(), Map.of(), null));
    }

    private void tell(AuditedChange change) {
        database.inTransaction(() -> {
            events.publishEvent(change);
            return change;
        });
    }
}
