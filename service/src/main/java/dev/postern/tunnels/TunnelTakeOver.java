package dev.postern.tunnels;

import dev.postern.database.TenantScope;
import dev.postern.tunnels.TunnelLeases.Abandoned;
import dev.postern.tunnels.TunnelLeases.TunnelKey;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a tunnel to a gateway, and mappings the gateway's host, in one transaction of the tenant. */
@Component
class TunnelTakeOver {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    TunnelTakeOver(JdbcClient jdbc, TransactionTemplate transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * Takes a tunnel, unless another gateway was faster.
     *
     * @return whether it was taken
     */
    boolean take(Abandoned tunnel, String gateway, String host) {
        return TenantScope.call(
                tunnel.key().tenantId(),
                () -> Boolean.TRUE.equals(transactions.execute(status -> taken(tunnel, gateway, host))));
    }

    private boolean taken(Abandoned tunnel, String gateway, String host) {
        int taken = jdbc.sql("""
                        update tunnel
                        set gateway_id = :gateway, host = :host
                        where tenant_id = :tenant and connection_id = :connection
                            and gateway_id is not distinct from :holder
                        """)
                .param("tenant", tunnel.key().tenantId().value())
                .param("connection", tunnel.key().connectionId().value())
                .param("gateway", gateway)
                .param("host", host)
                .param("holder", tunnel.holder())
                .update();
        if (taken == 0) {
            return false;
        }
        events.publishEvent(
                new TunnelMoved(tunnel.key().tenantId(), tunnel.key().connectionId()));
        return true;
    }

    /** Clients get through: whoever could not be asked through it may be asked now. */
    void cameUp(TunnelKey tunnel) {
        TenantScope.run(
                tunnel.tenantId(),
                () -> transactions.executeWithoutResult(
                        status -> events.publishEvent(new TunnelCameUp(tunnel.tenantId(), tunnel.connectionId()))));
    }
}
