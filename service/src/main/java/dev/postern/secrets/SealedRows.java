package dev.postern.secrets;

import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Sealed secrets of all tenants, in whatever tables the rooms have declared. */
final class SealedRows {

    private final SystemDatabase database;
    private final List<SealedColumn> columns;

    SealedRows(SystemDatabase database, List<SealedColumn> columns) {
        this.database = database;
        this.columns = List.copyOf(columns);
    }

    List<SealedColumn> columns() {
        return columns;
    }

    /** One of them. */
    static final class SealedRow {

        private final SealedColumn.Place place;
        private final byte[] ciphertext;

        SealedRow(SealedColumn.Place place, byte[] ciphertext) {
            this.place = place;
            this.ciphertext = ciphertext.clone();
        }

        SealedColumn.Place place() {
            return place;
        }

        byte[] ciphertext() {
            return ciphertext.clone();
        }

        @Override
        public String toString() {
            return place.toString();
        }
    }

    long countNotSealedWith(KeyId key) {
        return columns.stream()
                .mapToLong(column -> database.jdbc()
                        .sql("select count(*) from %s where %s_by <> :key".formatted(column.table(), column.column()))
                        .param("key", key.bytes())
                        .query(Long.class)
                        .single())
                .sum();
    }

    /**
     * Some that are sealed with another key, in the order of their places, locked until the transaction ends. Those that
     * somebody else has locked are left out.
     *
     * @param tenant of the last place that was dealt with; empty to begin
     * @param row of that place
     */
    List<SealedRow> lockNotSealedWith(KeyId key, SealedColumn column, String tenant, String row, int limit) {
        return database.jdbc()
                .sql("""
                        select tenant_id, id, %2$s as sealed from %1$s
                        where %2$s_by <> :key and (tenant_id, id) > (:tenant, :row)
                        order by tenant_id, id
                        limit :limit
                        for no key update skip locked
                        """.formatted(column.table(), column.column()))
                .param("key", key.bytes())
                .param("tenant", tenant)
                .param("row", row)
                .param("limit", limit)
                .query((found, number) -> read(column, found))
                .list();
    }

    /** Neither version nor revision grow: what the secret is has not changed. */
    void write(SealedColumn.Place place, byte[] ciphertext) {
        database.jdbc()
                .sql("update %s set %s = :sealed where tenant_id = :tenant and id = :row"
                        .formatted(place.column().table(), place.column().column()))
                .param("sealed", ciphertext)
                .param("tenant", place.tenant().value())
                .param("row", place.row())
                .update();
    }

    private static SealedRow read(SealedColumn column, ResultSet row) throws SQLException {
        return new SealedRow(
                column.of(TenantId.of(row.getString("tenant_id")), row.getString("id")), row.getBytes("sealed"));
    }
}
