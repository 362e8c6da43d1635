package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.database.TenantScope;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code validation_schedule}, of the tenant that is bound to the thread. Needs a transaction. */
@Component
class ValidationSchedule {

    private final JdbcClient jdbc;

    ValidationSchedule(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The cluster is due then, and not earlier. A cluster that is gone is left alone. */
    void put(ClusterId cluster, Instant due) {
        jdbc.sql("""
                        insert into validation_schedule (tenant_id, cluster_id, due_at)
                        select tenant_id, id, :due from cluster where tenant_id = :tenant and id = :cluster
                        on conflict (tenant_id, cluster_id) do update set due_at = excluded.due_at
                        """)
                .param("tenant", TenantScope.required().value())
                .param("cluster", cluster.value())
                .param("due", ValidationRows.at(due))
                .update();
    }
}
