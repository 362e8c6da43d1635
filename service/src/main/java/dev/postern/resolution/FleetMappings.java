package dev.postern.resolution;

import dev.postern.database.SystemDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The mappings of all tenants, for readers who may see them all. */
@Component
class FleetMappings {

    /** Of a page, in bytes of JSON; about. */
    private static final int MAX_PAGE = 4_194_304;

    /** @param found how many there are for the page and one behind it, of which it may have no room for all */
    private record Row(MappingChange change, FleetCursor cursor, int found) {}

    private final SystemDatabase database;
    private final JsonMapper json;
    private final int maxPage;

    @Autowired
    FleetMappings(SystemDatabase database, JsonMapper json) {
        this(database, json, MAX_PAGE);
    }

    /** @param maxPage in bytes of JSON, about, from which on a page ends */
    FleetMappings(SystemDatabase database, JsonMapper json, int maxPage) {
        this.database = database;
        this.json = json;
        this.maxPage = maxPage;
    }

    /**
     * What changed after the cursor, in the order of the commits; of several changes of one mapping the last. Ends
     * where a transaction is under way that may still commit before something already committed.
     *
     * @param limit at most so many, and fewer where they are large
     */
    MappingChanges changes(FleetCursor after, int limit) {
        List<Row> rows = database.jdbc()
                .sql("""
                        with page as (
                            select tenant_id, cluster_id, version, content, generated_at, deleted_at, transaction_id,
                                sum(octet_length(content::text)) over (order by transaction_id, cluster_id) as bytes,
                                row_number() over (order by transaction_id, cluster_id) as number
                            from (
                                select * from resolver_mapping
                                where (transaction_id, cluster_id) > (cast(:transaction as xid8), :cluster)
                                    and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
                                order by transaction_id, cluster_id
                                limit :rows
                            ) as later
                        )
                        select tenant_id, cluster_id, version, content, generated_at, deleted_at is not null as deleted,
                            transaction_id, (select count(*) from page) as found
                        from page
                        where number <= :limit and (number = 1 or bytes <= :bytes)
                        order by transaction_id, cluster_id
                        """)
                .param("transaction", after.transaction())
                .param("cluster", after.cluster())
                .param("rows", limit + 1)
                .param("limit", limit)
                .param("bytes", maxPage)
                .query((row, number) -> read(row))
                .list();
        boolean more = !rows.isEmpty() && rows.getLast().found() > rows.size();
        FleetCursor next = rows.isEmpty() ? after : rows.getLast().cursor();
        return new MappingChanges(rows.stream().map(Row::change).toList(), next.toString(), more);
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
                        row.getString("transaction_id"), mapping.clusterId().value()),
                row.getInt("found"));
    }
}
