package dev.postern.resolution;

import dev.postern.database.SystemDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The mappings of all tenants, for readers who may see them all. */
@Component
class FleetMappings {

    private final SystemDatabase database;
    private final JsonMapper json;

    FleetMappings(SystemDatabase database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record Row(MappingChange change, FleetCursor cursor) {}

    /**
     * What changed after the cursor, in the order of the commits; of several changes of one mapping the last. Ends
     * where a transaction is under way that may still commit before something already committed.
     *
     * @param limit at most so many
     */
    MappingChanges changes(FleetCursor after, int limit) {
        List<Row> rows = database.jdbc()
                .sql("""
                        select tenant_id, cluster_id, version, content, generated_at, deleted_at is not null as deleted,
                            transaction_id
                        from resolver_mapping
                        where (transaction_id, cluster_id) > (cast(:transaction as xid8), :cluster)
                            and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                        order by transaction_id, cluster_id
                        limit :rows
                        """)
                .param("transaction", after.transaction())
                .param("cluster", after.cluster())
                .param("rows", limit + 1)
                .query((row, number) -> read(row))
                .list();
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        FleetCursor next = shown.isEmpty() ? after : shown.getLast().cursor();
        return new MappingChanges(shown.stream().map(Row::change).toList(), next.toString(), more);
    }

    /** Forgets deleted mappings that every reader has had time to see. */
    void forgetDeletedBefore(Instant time) {
        database.jdbc()
                .sql("delete from resolver_mapping where deleted_at < :time")
                .param("time", MappingRows.at(time))
                .update();
    }

    private Row read(ResultSet row) throws SQLException {
        ResolverMapping mapping = MappingRows.read(row, json);
        return new Row(
                new MappingChange(mapping.tenantId(), row.getBoolean("deleted"), ResolverMappingView.of(mapping)),
                new FleetCursor(
                        row.getString("transaction_id"), mapping.clusterId().value()));
    }
}
