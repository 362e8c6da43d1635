package dev.postern.access;

import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** A row of {@code api_token}, without the secret's hash. */
record ApiToken(
        TokenId id,
        String name,
        Role role,
        @Nullable TenantId tenantId,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    static final RowMapper<ApiToken> ROW = (row, number) -> new ApiToken(
            TokenId.of(row.getString("id")),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            tenant(row),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            instant(row, "expires_at"));

    boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    Caller caller() {
        return new Caller(new Identity.OfToken(id), name, role, tenantId, expiresAt);
    }

    private static @Nullable TenantId tenant(ResultSet row) throws SQLException {
        String id = row.getString("tenant_id");
        return id == null ? null : TenantId.of(id);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
