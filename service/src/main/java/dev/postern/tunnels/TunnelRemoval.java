package dev.postern.tunnels;

import dev.postern.connections.ConnectionChanged;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A connection that is gone has no tunnel, in the transaction in which it goes. Its ports stay for their quarantine. */
@Component
class TunnelRemoval {

    private final JdbcClient jdbc;

    TunnelRemoval(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ConnectionChanged changed) {
        if (changed.type().equals("connection.deleted")) {
            remove(changed);
        }
    }

    private void remove(ConnectionChanged changed) {
        jdbc.sql("""
                        update tunnel_port
                        set freed_at = now()
                        where tenant_id = :tenant and connection_id = :connection and freed_at is null
                        """)
                .param("tenant", changed.tenantId().value())
                .param("connection", changed.connectionId().value())
                .update();
        jdbc.sql("delete from tunnel where tenant_id = :tenant and connection_id = :connection")
                .param("tenant", changed.tenantId().value())
                .param("connection", changed.connectionId().value())
                .update();
    }
}
