package dev.postern.audit;

import dev.postern.http.RequestOrigin;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Appends to the table {@code audit_entry}. */
final class AuditRows {

    private AuditRows() {}

    static void insert(JdbcClient jdbc, AuditEntry entry) {
        RequestOrigin origin = entry.origin();
        jdbc.sql("""
                        insert into audit_entry (
                            id, tenant_id, action, outcome, attempts, actor, actor_name, actor_role, client_address,
                            user_agent, request, request_id, resource_id, before, after
                        ) values (
                            :id, :tenant, :action, :outcome, :attempts, :actor, :actorName, :actorRole, :address,
                            :agent, :request, :requestId, :resource, cast(:before as jsonb), cast(:after as jsonb)
                        )
                        """)
                .param("id", AuditEntryId.next().value())
                .param("tenant", text(entry.tenantId()))
                .param("action", entry.action())
                .param("outcome", entry.outcome().name())
                .param("attempts", entry.attempts())
                .param("actor", entry.actor().id())
                .param("actorName", entry.actor().name())
                .param("actorRole", entry.actor().role())
                .param("address", origin == null ? null : origin.clientAddress())
                .param("agent", origin == null ? null : origin.userAgent())
                .param("request", origin == null ? null : origin.request())
                .param("requestId", origin == null ? null : origin.requestId())
                .param("resource", entry.resourceId())
                .param("before", entry.before())
                .param("after", entry.after())
                .update();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
