package dev.postern.audit;

import dev.postern.database.OpenTransaction;
import dev.postern.foundation.AuditedChange;
import dev.postern.http.RequestOrigin;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Appends each change to the audit log in the transaction that makes it: either both are there afterwards or neither. A
 * change that is published outside of a transaction is a bug and fails.
 */
@Component
class AuditLog {

    private final OpenTransaction transaction;
    private final AuditedJson json;

    AuditLog(OpenTransaction transaction, AuditedJson json) {
        this.transaction = transaction;
        this.json = json;
    }

    @EventListener
    void append(AuditedChange change) {
        AuditedJson.Difference difference = json.difference(change.before(), change.after());
        AuditRows.insert(
                transaction.jdbc(),
                new AuditEntry(
                        change.tenantId(),
                        change.action(),
                        AuditOutcome.SUCCEEDED,
                        1,
                        Actor.caller().map(Actor::of).orElseGet(() -> Actor.worker(change.worker())),
                        RequestOrigin.current().orElse(null),
                        change.resourceId(),
                        difference.before(),
                        difference.after()));
    }
}
