package dev.postern.tunnels;

import dev.postern.database.SystemDatabase;
import org.springframework.stereotype.Component;

/** The ports that tunnels of all tenants share. */
@Component
class PortRange {

    private final SystemDatabase database;
    private final TunnelProperties properties;

    PortRange(SystemDatabase database, TunnelProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Makes the operator's range known; ports that are no longer of it, and lead nowhere, are given to nobody. */
    void fill() {
        database.inTransaction(() -> {
            database.jdbc()
                    .sql("""
                            insert into free_tunnel_port (port)
                            select port
                            from generate_series(:first, :last) as range (port)
                            where not exists (select from tunnel_port where tunnel_port.port = range.port)
                            on conflict do nothing
                            """)
                    .param("first", properties.firstPort())
                    .param("last", properties.lastPort())
                    .update();
            return database.jdbc()
                    .sql("delete from free_tunnel_port where port not between :first and :last")
                    .param("first", properties.firstPort())
                    .param("last", properties.lastPort())
                    .update();
        });
    }

    /** Ends the quarantine of ports that were freed long enough ago. */
    void release() {
        database.jdbc()
                .sql("""
                        with freed as (
                            delete from tunnel_port
                            where freed_at < now() - make_interval(secs => :seconds)
                            returning port
                        )
                        insert into free_tunnel_port (port)
                        select port from freed where port between :first and :last
                        on conflict do nothing
                        """)
                .param("seconds", properties.quarantine().toSeconds())
                .param("first", properties.firstPort())
                .param("last", properties.lastPort())
                .update();
    }
}
