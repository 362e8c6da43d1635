package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code cluster_topology}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class TopologyRows {

    private static final TypeReference<List<TopologyBroker>> BROKERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    TopologyRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Topology> find(ClusterId cluster) {
        return jdbc.sql("""
                        select kafka_cluster_id, brokers, observed_at, failed_at, failure_cause, failure_detail,
                            other_cluster_id, other_cluster_seen_at
                        from cluster_topology
                        where tenant_id = :tenant and cluster_id = :cluster
                        """)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .query((row, number) -> read(row))
                .optional();
    }

    /** Nothing is known yet, and the cluster is to be asked at once. */
    void insert(ClusterId cluster, Instant now) {
        jdbc.sql("""
                        insert into cluster_topology (tenant_id, cluster_id, next_look_at)
                        values (:tenant, :cluster, :now)
                        """)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .param("now", MappingRows.at(now))
                .update();
    }

    void update(ClusterId cluster, Topology topology) {
        LookFailure failure = topology.failure();
        OtherCluster other = topology.otherCluster();
        ProbeFailure cause = failure == null ? null : failure.cause();
        jdbc.sql("""
                        update cluster_topology
                        set kafka_cluster_id = :kafka, brokers = cast(:brokers as jsonb), observed_at = :observed,
                            failed_at = :failed, failure_cause = :cause, failure_detail = :detail,
                            other_cluster_id = :other, other_cluster_seen_at = :otherSeen
                        where tenant_id = :tenant and cluster_id = :cluster
                        """)
                .param("kafka", topology.kafkaClusterId())
                .param(
                        "brokers",
                        json.writeValueAsString(topology.brokers().stream()
                                .map(TopologyBroker::of)
                                .toList()))
                .param("observed", atOrNull(topology.observedAt()))
                .param("failed", failure == null ? null : MappingRows.at(failure.at()))
                .param("cause", cause == null ? null : cause.name())
                .param("detail", failure == null ? null : failure.detail())
                .param("other", other == null ? null : other.kafkaClusterId())
                .param("otherSeen", other == null ? null : MappingRows.at(other.seenAt()))
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .update();
    }

    /** The cluster is to be asked then. */
    void lookAt(ClusterId cluster, Instant time) {
        jdbc.sql("""
                        update cluster_topology
                        set next_look_at = :time
                        where tenant_id = :tenant and cluster_id = :cluster
                        """)
                .param("time", MappingRows.at(time))
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .update();
    }

    /** As {@link #lookAt}, for those of which the last look was not a good one. */
    void lookAgainAt(Collection<ClusterId> clusters, Instant time) {
        jdbc.sql("""
                        update cluster_topology
                        set next_look_at = :time
                        where tenant_id = :tenant and cluster_id = any(:clusters)
                            and (failed_at is not null or observed_at is null)
                        """)
                .param("time", MappingRows.at(time))
                .param("tenant", TenantScope.required().value())
                .param("clusters", clusters.stream().map(ClusterId::value).toArray(String[]::new))
                .update();
    }

    /** How many brokers the tenant's clusters have in all. */
    long brokersOfTenant() {
        return jdbc.sql("select coalesce(sum(broker_count), 0) from cluster_topology where tenant_id = :tenant")
                .param("tenant", TenantScope.required().value())
                .query(Long.class)
                .single();
    }

    void delete(ClusterId cluster) {
        jdbc.sql("delete from cluster_topology where tenant_id = :tenant and cluster_id = :cluster")
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .update();
    }

    private Topology read(ResultSet row) throws SQLException {
        return new Topology(
                row.getString("kafka_cluster_id"),
                json.readValue(row.getString("brokers"), BROKERS).stream()
                        .map(TopologyBroker::known)
                        .toList(),
                instant(row, "observed_at"),
                failure(row),
                otherCluster(row));
    }

    private static @Nullable LookFailure failure(ResultSet row) throws SQLException {
        Instant at = instant(row, "failed_at");
        String cause = row.getString("failure_cause");
        return at == null
                ? null
                : new LookFailure(
                        at, cause == null ? null : ProbeFailure.valueOf(cause), row.getString("failure_detail"));
    }

    private static @Nullable OtherCluster otherCluster(ResultSet row) throws SQLException {
        Instant seenAt = instant(row, "other_cluster_seen_at");
        return seenAt == null ? null : new OtherCluster(row.getString("other_cluster_id"), seenAt);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : MappingRows.at(instant);
    }
}
