package dev.postern.events;

import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the table {@code event} in the order of commits, for the tenant that is bound to the thread, or outside of any for
 * the operator. What a transaction has told is not read before all that began earlier have ended: nothing can come in
 * before what was read.
 */
@Component
class EventRows {

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    /** All that lower transactions have told is there to be read, by this and every later statement. */
    private static final String FRONTIER = "pg_snapshot_xmin(pg_current_snapshot())";

    private final JdbcClient application;
    private final TransactionTemplate tenantTransaction;
    private final SystemDatabase system;
    private final JsonMapper json;

    EventRows(JdbcClient application, PlatformTransactionManager transactions, SystemDatabase system, JsonMapper json) {
        this.application = application;
        this.tenantTransaction = new TransactionTemplate(transactions);
        this.system = system;
        this.json = json;
    }

    private record Frontier(long transaction, boolean soon) {}

    /** The position after which everything is still to happen, or to be committed. */
    EventPosition now() {
        return system.jdbc()
                .sql("select " + FRONTIER + " as transaction_id")
                .query((row, number) -> EventPosition.before(transaction(row)))
                .single();
    }

    /** Whether everything after this position is still there; false also for one that cannot have been reached. */
    boolean keepsAllAfter(EventPosition position) {
        return system.jdbc()
                .sql("""
                        select transaction_id < cast(cast(:transaction as text) as xid8)
                            and cast(cast(:transaction as text) as xid8) <= pg_snapshot_xmax(pg_current_snapshot())
                        from event_horizon
                        """)
                .param("transaction", position.transaction())
                .query(Boolean.class)
                .single();
    }

    /** What comes after {@code position}, and no more events than {@code limit}. */
    EventBatch after(EventPosition position, int limit) {
        return read(jdbc -> {
            Frontier frontier = ofScope(
                            jdbc,
                            "select " + FRONTIER
                                    + " as transaction_id, exists (select from event where transaction_id >= "
                                    + FRONTIER,
                            ") as soon")
                    .query((row, number) -> new Frontier(transaction(row), row.getBoolean("soon")))
                    .single();
            List<StoredEvent> events = ofScope(jdbc, """
                            select tenant_id, id, transaction_id, type, subject, details, occurred_at
                            from event
                            where (transaction_id, id) > (cast(cast(:transaction as text) as xid8), :id)
                                and transaction_id < cast(cast(:frontier as text) as xid8)
                            """, " order by transaction_id, id limit :limit")
                    .param("transaction", position.transaction())
                    .param("id", position.id())
                    .param("frontier", frontier.transaction())
                    .param("limit", limit)
                    .query((row, number) -> event(row))
                    .list();
            boolean full = events.size() == limit;
            EventPosition settled = EventPosition.before(frontier.transaction());
            EventPosition reached = full ? events.getLast().position() : settled.isAfter(position) ? settled : position;
            return new EventBatch(events, reached, full, frontier.soon());
        });
    }

    /** Row-level security keeps to the tenant; that the query names it, too, is for its index. */
    private static JdbcClient.StatementSpec ofScope(JdbcClient jdbc, String query, String rest) {
        Optional<TenantId> tenant = TenantScope.current();
        return tenant.isEmpty()
                ? jdbc.sql(query + rest)
                : jdbc.sql(query + " and tenant_id = :tenant" + rest)
                        .param("tenant", tenant.get().value());
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T read(Function<JdbcClient, @Nullable T> work) {
        return TenantScope.current().isPresent()
                ? tenantTransaction.execute(status -> work.apply(application))
                : system.inTransaction(() -> work.apply(system.jdbc()));
    }

    private static long transaction(ResultSet row) throws SQLException {
        return Long.parseLong(row.getString("transaction_id"));
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        TenantId tenant = TenantId.of(row.getString("tenant_id"));
        EventView view = new EventView(
                tenant,
                row.getString("type"),
                row.getString("subject"),
                json.readValue(row.getString("details"), DETAILS),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
        return new StoredEvent(
                new EventPosition(transaction(row), row.getLong("id")), tenant, json.writeValueAsString(view));
    }
}
