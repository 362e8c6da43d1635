package dev.postern.overview;

import dev.postern.clusters.ClusterHealth;
import dev.postern.connections.ConnectionPhase;
import dev.postern.connections.ConnectionReason;
import dev.postern.connections.WaitingOn;
import dev.postern.database.SystemDatabase;
import dev.postern.foundation.TenantId;
import dev.postern.overview.ClusterTally.InHealth;
import dev.postern.overview.ConnectionTally.InPhase;
import dev.postern.overview.ConnectionTally.Waiting;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts rows of other rooms; a tenant's as that tenant, all of them as the role that sees them. */
@Component
class Overviews {

    private final JdbcClient jdbc;
    private final SystemDatabase fleet;

    Overviews(JdbcClient jdbc, SystemDatabase fleet) {
        this.jdbc = jdbc;
        this.fleet = fleet;
    }

    @Transactional(readOnly = true)
    public TenantOverview ofTenant(TenantId tenant) {
        String name = jdbc.sql("select name from tenant where id = :tenant")
                .param("tenant", tenant.value())
                .query(String.class)
                .single();
        return new TenantOverview(tenant, name, connections(jdbc, tenant), clusters(jdbc, tenant));
    }

    FleetOverview ofFleet() {
        return fleet.inTransaction(() -> new FleetOverview(
                fleet.jdbc()
                        .sql("select count(*) from tenant where deleted_at is null")
                        .query(Long.class)
                        .single(),
                connections(fleet.jdbc(), null),
                clusters(fleet.jdbc(), null)));
    }

    private record Connections(ConnectionPhase phase, WaitingOn waitingOn, long count) {}

    private record Clusters(ClusterHealth health, boolean unproven, long count) {}

    private static ConnectionTally connections(JdbcClient jdbc, @Nullable TenantId tenant) {
        List<Connections> rows = jdbc.sql("""
                        select phase, reason, count(*) as connections
                        from connection
                        where phase <> 'DELETED' and (cast(:tenant as text) is null or tenant_id = :tenant)
                        group by phase, reason
                        """)
                .param("tenant", tenant == null ? null : tenant.value())
                .query((row, number) -> new Connections(
                        ConnectionPhase.valueOf(row.getString("phase")),
                        WaitingOn.because(ConnectionReason.valueOf(row.getString("reason"))),
                        row.getLong("connections")))
                .list();
        return new ConnectionTally(
                sum(rows, row -> true),
                Arrays.stream(ConnectionPhase.values())
                        .filter(phase -> phase != ConnectionPhase.DELETED)
                        .map(phase -> new InPhase(phase, sum(rows, row -> row.phase() == phase)))
                        .toList(),
                Arrays.stream(WaitingOn.values())
                        .map(whom -> new Waiting(whom, sum(rows, row -> row.waitingOn() == whom)))
                        .toList());
    }

    private static long sum(List<Connections> rows, Predicate<Connections> which) {
        return rows.stream().filter(which).mapToLong(Connections::count).sum();
    }

    private static ClusterTally clusters(JdbcClient jdbc, @Nullable TenantId tenant) {
        List<Clusters> rows = jdbc.sql("""
                        select health, unproven, count(*) as clusters
                        from cluster
                        where cast(:tenant as text) is null or tenant_id = :tenant
                        group by health, unproven
                        """)
                .param("tenant", tenant == null ? null : tenant.value())
                .query((row, number) -> new Clusters(
                        ClusterHealth.valueOf(row.getString("health")),
                        row.getBoolean("unproven"),
                        row.getLong("clusters")))
                .list();
        return new ClusterTally(
                rows.stream().mapToLong(Clusters::count).sum(),
                Arrays.stream(ClusterHealth.values())
                        .map(health -> new InHealth(
                                health,
                                rows.stream()
                                        .filter(row -> row.health() == health)
                                        .mapToLong(Clusters::count)
                                        .sum()))
                        .toList(),
                rows.stream()
                        .filter(Clusters::unproven)
                        .mapToLong(Clusters::count)
                        .sum());
    }
}
