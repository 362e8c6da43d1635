package dev.postern.events;

import dev.postern.database.OpenTransaction;
import dev.postern.foundation.DomainEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Appends events to the table {@code event}. One that is published outside of a transaction is a bug and fails. */
@Component
class EventLog {

    /** Letters of JSON. What readers are sent at once is so many times that, at most. */
    private static final int MOST = 4_000;

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final OpenTransaction transaction;
    private final RecentEvents recent;
    private final JsonMapper json;

    EventLog(OpenTransaction transaction, RecentEvents recent, JsonMapper json) {
        this.transaction = transaction;
        this.recent = recent;
        this.json = json;
    }

    @EventListener
    void append(DomainEvent event) {
        transaction
                .jdbc()
                .sql("""
                        insert into event (tenant_id, type, subject, details)
                        values (:tenant, :type, :subject, cast(:details as jsonb))
                        """)
                .param("tenant", event.tenantId().value())
                .param("type", event.type())
                .param("subject", event.subject())
                .param("details", details(event))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.happened();
            }
        });
    }

    private String details(DomainEvent event) {
        String details = json.writeValueAsString(event.details());
        if (details.length() > MOST) {
            log.warn("The details of {} of {} are left out, for they are too long", event.type(), event.subject());
            return "{}";
        }
        return details;
    }
}
