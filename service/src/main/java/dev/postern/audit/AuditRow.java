package dev.postern.audit;

import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code audit_entry}. */
@Component
class AuditRow implements RowMapper<AuditEntryView> {

    static final String SELECT = """
            select id, tenant_id, occurred_at, action, outcome, attempts, actor, actor_name, actor_role, client_address,
                user_agent, request, request_id, resource_id, before, after
            from audit_entry
            """;

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JsonMapper json;

    AuditRow(JsonMapper json) {
        this.json = json;
    }

    @Override
    public AuditEntryView mapRow(ResultSet row, int number) throws SQLException {
        String tenant = row.getString("tenant_id");
        return new AuditEntryView(
                AuditEntryId.of(row.getString("id")),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                tenant == null ? null : TenantId.of(tenant),
                row.getString("action"),
                AuditOutcome.valueOf(row.getString("outcome")),
                row.getInt("attempts"),
                new Actor(row.getString("actor"), row.getString("actor_name"), row.getString("actor_role")),
                row.getString("client_address"),
                row.getString("user_agent"),
                row.getString("request"),
                row.getString("request_id"),
                row.getString("resource_id"),
                object(row.getString("before")),
                object(row.getString("after")));
    }

    private @Nullable Map<String, Object> object(@Nullable String text) {
        return text == null ? null : json.readValue(text, OBJECT);
    }
}
