package dev.postern.events;

import dev.postern.foundation.DomainEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Appends events to the table {@code event}. One that is published outside of a transaction is a bug and fails. */
@Component
class EventLog {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    EventLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(DomainEvent event) {
        jdbc.sql("""
                        insert into event (tenant_id, type, subject, details)
                        values (:tenant, :type, :subject, cast(:details as jsonb))
                        """)
                .param("tenant", event.tenantId().value())
                .param("type", event.type())
                .param("subject", event.subject())
                .param("details", json.writeValueAsString(event.details()))
                .update();
    }
}
