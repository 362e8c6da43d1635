package dev.postern.secrets;

import dev.postern.foundation.TenantId;
import java.util.regex.Pattern;

/**
 * A column that holds sealed secrets. A room declares each of its own as a bean: what is not declared is not encrypted
 * anew when keys change.
 *
 * @param table has the columns {@code tenant_id} and {@code id}, and for {@code x_sealed} a column {@code x_key} that
 *     says by which key it is sealed
 * @param column its name ends in {@code _sealed}
 */
public record SealedColumn(String table, String column) {

    private static final Pattern TABLE = Pattern.compile("[a-z][a-z_]*");
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z_]*_sealed");

    public SealedColumn {
        if (!TABLE.matcher(table).matches() || !COLUMN.matcher(column).matches()) {
            throw new IllegalArgumentException(
                    "a sealed column looks like table.name_sealed, but this is %s.%s".formatted(table, column));
        }
    }

    /** Where the secret of one row is kept. */
    public Place of(TenantId tenant, String row) {
        return new Place(this, tenant, row);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }

    /**
     * The one place that a ciphertext is good for.
     *
     * @param row the row's id
     */
    public record Place(SealedColumn column, TenantId tenant, String row) {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]+");

        public Place {
            if (!ID.matcher(row).matches()) {
                throw new IllegalArgumentException("a row's id has letters, digits and underscores only: " + row);
            }
        }

        /** No two places have the same text: no part of it can hold the characters between the parts. */
        @Override
        public String toString() {
            return "%s of %s %s".formatted(column, tenant, row);
        }
    }
}
