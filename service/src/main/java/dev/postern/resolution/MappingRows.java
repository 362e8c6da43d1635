package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code resolver_mapping}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class MappingRows {

    private static final String SELECT = """
            select tenant_id, cluster_id, version, content, generated_at
            from resolver_mapping
            where tenant_id = :tenant and cluster_id = :cluster and deleted_at is null
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MappingRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Empty where there is no such cluster, or not any more. */
    Optional<ResolverMapping> find(ClusterId cluster) {
        return one(SELECT, cluster);
    }

    /** As {@link #find}; nobody else joins it anew until the transaction ends. */
    Optional<ResolverMapping> lock(ClusterId cluster) {
        return one(SELECT + "for no key update", cluster);
    }

    void insert(ResolverMapping mapping) {
        write("""
                insert into resolver_mapping (tenant_id, cluster_id, version, content, generated_at)
                values (:tenant, :cluster, :version, cast(:content as jsonb), :at)
                """, mapping);
    }

    void update(ResolverMapping mapping) {
        write("""
                update resolver_mapping
                set version = :version, content = cast(:content as jsonb), generated_at = :at,
                    transaction_id = pg_current_xact_id()
                where tenant_id = :tenant and cluster_id = :cluster
                """, mapping);
    }

    /** The last version there is, with a content that lets nobody in. */
    void bury(ResolverMapping mapping) {
        write("""
                update resolver_mapping
                set version = :version, content = cast(:content as jsonb), generated_at = :at, deleted_at = :at,
                    transaction_id = pg_current_xact_id()
                where tenant_id = :tenant and cluster_id = :cluster
                """, mapping);
    }

    private void write(String sql, ResolverMapping mapping) {
        jdbc.sql(sql)
                .param("tenant", mapping.tenantId().value())
                .param("cluster", mapping.clusterId().value())
                .param("version", mapping.version())
                .param("content", json.writeValueAsString(mapping.content()))
                .param("at", at(mapping.generatedAt()))
                .update();
    }

    private Optional<ResolverMapping> one(String sql, ClusterId cluster) {
        return jdbc.sql(sql)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .query((row, number) -> read(row, json))
                .optional();
    }

    static ResolverMapping read(ResultSet row, JsonMapper json) throws SQLException {
        return new ResolverMapping(
                TenantId.of(row.getString("tenant_id")),
                ClusterId.of(row.getString("cluster_id")),
                row.getLong("version"),
                row.getObject("generated_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("content"), MappingContent.class));
    }

    static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
