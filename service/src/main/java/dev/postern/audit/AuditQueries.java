package dev.postern.audit;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the audit log, the newest first: of the tenant that is bound to the thread, or of everybody for the operator. What
 * no index helps to find is looked for so long and no longer: each reader holds a connection.
 */
@Component
class AuditQueries {

    /** As PostgreSQL writes it, for the transaction. */
    private static final String LIMIT = "3s";

    private final JdbcClient application;
    private final SystemDatabase system;
    private final AuditRow row;

    AuditQueries(JdbcClient application, SystemDatabase system, AuditRow row) {
        this.application = application;
        this.system = system;
        this.row = row;
    }

    @Transactional(readOnly = true)
    public Page<AuditEntryView> ofTenant(TenantId tenant, AuditFilter filter, PageRequest page) {
        return read(application, conditions(filter, tenant.value()), page);
    }

    Page<AuditEntryView> ofAll(AuditFilter filter, PageRequest page) {
        return system.inTransaction(() -> read(system.jdbc(), conditions(filter, filter.tenantId()), page));
    }

    private Page<AuditEntryView> read(JdbcClient jdbc, Map<String, Object> conditions, PageRequest page) {
        if (page.after() != null) {
            conditions.put("id < :before", checked(page.after()));
        }
        String where = conditions.isEmpty()
                ? ""
                : conditions.keySet().stream().collect(Collectors.joining(" and ", "where ", ""));
        JdbcClient.StatementSpec statement = jdbc.sql(AuditRow.SELECT + where + " order by id desc limit :rows")
                .param("rows", page.rows());
        conditions.forEach(
                (condition, value) -> statement.param(condition.substring(condition.indexOf(':') + 1), value));
        jdbc.sql("select set_config('statement_timeout', :limit, true)")
                .param("limit", LIMIT)
                .query((set, number) -> true)
                .single();
        try {
            return Page.of(
                    statement.query(row).list(), page, entry -> entry.id().value());
        } catch (QueryTimeoutException late) {
            throw new PosternException(
                    ErrorKind.INVALID_REQUEST,
                    "Looking through this much of the log takes too long. Give from and to, closer together.",
                    List.of(new FieldError("from", "must be closer to 'to'")));
        }
    }

    /** Only the conditions that are asked for, so that PostgreSQL plans for them; each ends in its parameter's name. */
    private static Map<String, Object> conditions(AuditFilter filter, @Nullable String tenant) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        put(conditions, "tenant_id = :tenant", tenant);
        put(conditions, "occurred_at >= :from", time(filter.from()));
        put(conditions, "occurred_at < :to", time(filter.to()));
        put(conditions, "actor = :actor", filter.actor());
        put(conditions, "action = :action", filter.action());
        put(conditions, "resource_id = :resource", filter.resourceId());
        put(
                conditions,
                "outcome = :outcome",
                filter.outcome() == null ? null : filter.outcome().name());
        return conditions;
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static String checked(String cursor) {
        try {
            return AuditEntryId.of(cursor).value();
        } catch (IllegalArgumentException foreign) {
            throw PosternException.invalid("cursor", "cursor must be the nextCursor of an earlier page, unchanged");
        }
    }
}
