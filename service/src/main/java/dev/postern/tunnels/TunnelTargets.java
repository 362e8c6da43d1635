package dev.postern.tunnels;

import dev.postern.connections.spi.BastionTargets;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The brokers that ports lead to. */
@Component
class TunnelTargets implements BastionTargets {

    private final JdbcClient jdbc;

    TunnelTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<HostPort> of(String connectionId) {
        return jdbc
                .sql("""
                        select distinct broker
                        from tunnel_port
                        where tenant_id = :tenant and connection_id = :connection and freed_at is null
                        order by broker
                        """)
                .param("tenant", TenantScope.required().value())
                .param("connection", connectionId)
                .query(String.class)
                .list()
                .stream()
                .map(HostPort::parse)
                .toList();
    }
}
