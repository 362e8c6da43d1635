package dev.postern.connections;

import dev.postern.database.TenantScope;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads what has become of a connection over time; {@link Connections} writes it. */
@Component
class ConnectionHistory {

    private static final RowMapper<HistoryView> ROW = (row, number) -> new HistoryView(
            row.getLong("revision"),
            ConnectionPhase.valueOf(row.getString("phase")),
            ConnectionReason.valueOf(row.getString("reason")),
            row.getString("message"),
            row.getString("aws_error_code"),
            row.getString("actor"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant());

    private final JdbcClient jdbc;
    private final Connections connections;

    ConnectionHistory(JdbcClient jdbc, Connections connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<HistoryView> of(ConnectionId id, PageRequest page) {
        if (connections.find(id).isEmpty()) {
            throw PosternException.notFound("connection");
        }
        return Page.of(
                jdbc.sql("""
                                select revision, phase, reason, message, aws_error_code, actor, occurred_at
                                from connection_history
                                where tenant_id = :tenant and connection_id = :id and revision < :before
                                order by revision desc
                                limit :rows
                                """)
                        .param("tenant", TenantScope.required().value())
                        .param("id", id.value())
                        .param("before", before(page.after()))
                        .param("rows", page.rows())
                        .query(ROW)
                        .list(),
                page,
                entry -> Objects.toString(entry.revision()));
    }

    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException foreign) {
            throw PosternException.invalid("cursor", "cursor must be the nextCursor of an earlier page, unchanged");
        }
    }
}
