package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code cluster} and {@code cluster_route}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class ClusterRows {

    private static final String SELECT = """
            select tenant_id, id, name, bootstrap, bootstrap_connection_id, bootstrap_port, protocol, mechanism, username,
                password_sealed, ca_certificates, client_certificate, client_key_sealed, health, unproven, validated_at,
                version, revision, created_at, updated_at
            from cluster
            where tenant_id = :tenant
            """;

    private final JdbcClient jdbc;
    private final RouteRows routes;

    ClusterRows(JdbcClient jdbc, RouteRows routes) {
        this.jdbc = jdbc;
        this.routes = routes;
    }

    Optional<ClusterRecord> find(ClusterId id) {
        return one(SELECT + "and id = :id", id);
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Optional<ClusterRecord> lock(ClusterId id) {
        return one(SELECT + "and id = :id for no key update", id);
    }

    /**
     * One page, in the order of their ids. It ends early where its clusters get large, and has at least one.
     *
     * @param name only the one of this name; null for all
     */
    Page<ClusterRecord> list(PageRequest page, @Nullable String name) {
        List<ClusterSize> found = sizes(page, name);
        List<ClusterId> kept = ClusterSize.fitting(found, page.limit());
        List<ClusterRecord> clusters = kept.isEmpty() ? List.of() : records(kept);
        return kept.size() == found.size()
                ? new Page<>(clusters, null)
                : Page.upTo(kept.getLast().value(), clusters);
    }

    private List<ClusterSize> sizes(PageRequest page, @Nullable String name) {
        return jdbc.sql("""
                        select id, coalesce(octet_length(ca_certificates), 0) + coalesce(octet_length(client_certificate), 0)
                            + octet_length(array_to_string(bootstrap, ',')) + (
                                select coalesce(sum(coalesce(octet_length(match_address), 0)
                                    + coalesce(octet_length(match_node_ids), 0) + :route), 0)
                                from cluster_route route
                                where route.tenant_id = cluster.tenant_id and route.cluster_id = cluster.id
                            ) as bytes
                        from cluster
                        where tenant_id = :tenant and id > :after
                            and (cast(:name as text) is null or lower(name) = lower(:name))
                        order by id
                        limit :rows
                        """)
                .param("route", ClusterSize.ROUTE)
                .param("tenant", TenantScope.required().value())
                .param("after", page.after() == null ? "" : page.after())
                .param("name", name)
                .param("rows", page.rows())
                .query((row, number) -> new ClusterSize(ClusterId.of(row.getString("id")), row.getLong("bytes")))
                .list();
    }

    private List<ClusterRecord> records(List<ClusterId> ids) {
        return withRoutes(jdbc.sql(SELECT + "and id in (:ids) order by id")
                .param("tenant", TenantScope.required().value())
                .param("ids", ids.stream().map(ClusterId::value).toList())
                .query((row, number) -> read(row))
                .list());
    }

    List<ClusterId> ids() {
        return jdbc.sql("select id from cluster where tenant_id = :tenant order by id")
                .param("tenant", TenantScope.required().value())
                .query((row, number) -> ClusterId.of(row.getString("id")))
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from cluster where tenant_id = :tenant")
                .param("tenant", TenantScope.required().value())
                .query(Long.class)
                .single();
    }

    void insert(ClusterId id, ClusterIntent intent, StoredSecurity security, Instant now) {
        write("""
                insert into cluster (tenant_id, id, name, bootstrap, bootstrap_connection_id, bootstrap_port, protocol,
                    mechanism, username, password_sealed, ca_certificates, client_certificate, client_key_sealed,
                    created_at, updated_at)
                values (:tenant, :id, :name, :bootstrap, :connection, :port, :protocol, :mechanism, :username,
                    :password_sealed, :ca_certificates, :client_certificate, :client_key_sealed, :now, :now)
                """, id, intent, security, now);
        routes.replace(id, intent.routes());
    }

    /** A change of intent: version and revision grow. */
    void update(ClusterId id, ClusterIntent intent, StoredSecurity security, Instant now) {
        write("""
                update cluster
                set name = :name, bootstrap = :bootstrap, bootstrap_connection_id = :connection,
                    bootstrap_port = :port, protocol = :protocol, mechanism = :mechanism, username = :username,
                    password_sealed = :password_sealed, ca_certificates = :ca_certificates,
                    client_certificate = :client_certificate, client_key_sealed = :client_key_sealed,
                    version = version + 1, revision = revision + 1, updated_at = :now
                where tenant_id = :tenant and id = :id
                """, id, intent, security, now);
        routes.replace(id, intent.routes());
    }

    /** A change of health alone: the revision grows. */
    void update(ClusterValidated validated, Instant now) {
        jdbc.sql("""
                        update cluster
                        set health = :health, unproven = :unproven, validated_at = :at, revision = revision + 1,
                            updated_at = :now
                        where tenant_id = :tenant and id = :id
                        """)
                .param("tenant", TenantScope.required().value())
                .param("id", validated.clusterId().value())
                .param("health", validated.health().name())
                .param("unproven", validated.unproven())
                .param("at", at(validated.at()))
                .param("now", at(now))
                .update();
    }

    void delete(ClusterId id) {
        jdbc.sql("delete from cluster where tenant_id = :tenant and id = :id")
                .param("tenant", TenantScope.required().value())
                .param("id", id.value())
                .update();
    }

    private void write(String sql, ClusterId id, ClusterIntent intent, StoredSecurity security, Instant now) {
        BootstrapRoute route = intent.bootstrapRoute();
        JdbcClient.StatementSpec statement = jdbc.sql(sql)
                .param("tenant", TenantScope.required().value())
                .param("id", id.value())
                .param("name", intent.name())
                .param(
                        "bootstrap",
                        intent.bootstrap().stream().map(HostPort::toString).toArray(String[]::new))
                .param("connection", route == null ? null : route.connectionId().value())
                .param("port", route == null ? null : route.port())
                .param("now", at(now));
        for (Map.Entry<String, @Nullable Object> column : security.columns().entrySet()) {
            statement = statement.param(column.getKey(), column.getValue());
        }
        try {
            statement.update();
        } catch (DuplicateKeyException taken) {
            throw new PosternException(
                    ErrorKind.NAME_TAKEN, "There is a cluster named %s already.".formatted(intent.name()));
        }
    }

    private Optional<ClusterRecord> one(String sql, ClusterId id) {
        return withRoutes(jdbc.sql(sql)
                        .param("tenant", TenantScope.required().value())
                        .param("id", id.value())
                        .query((row, number) -> read(row))
                        .list())
                .stream()
                .findFirst();
    }

    private List<ClusterRecord> withRoutes(List<ClusterRecord> clusters) {
        Map<ClusterId, List<Route>> found =
                routes.find(clusters.stream().map(ClusterRecord::id).toList());
        return clusters.stream()
                .map(cluster -> cluster.withRoutes(found.getOrDefault(cluster.id(), List.of())))
                .toList();
    }

    private static ClusterRecord read(ResultSet row) throws SQLException {
        String connection = row.getString("bootstrap_connection_id");
        return new ClusterRecord(
                TenantId.of(row.getString("tenant_id")),
                ClusterId.of(row.getString("id")),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("bootstrap").getArray())
                        .map(HostPort::parse)
                        .toList(),
                StoredSecurity.read(row),
                connection == null
                        ? null
                        : new BootstrapRoute(ConnectionId.of(connection), row.getInt("bootstrap_port")),
                List.of(),
                ClusterHealth.valueOf(row.getString("health")),
                row.getBoolean("unproven"),
                instant(row.getObject("validated_at", OffsetDateTime.class)),
                row.getLong("version"),
                row.getLong("revision"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
