package dev.postern.replicas;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the database holds, read as the role that sees all tenants. */
final class Rows {

    private static final String AVAILABLE = "available";

    private final JdbcClient jdbc;

    /**
     * @param properties of the database, as the service reads them
     */
    Rows(Map<String, String> properties) {
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                properties.get("spring.datasource.url"),
                properties.get("postern.database.system.username"),
                properties.get("postern.database.system.password")));
    }

    /**
     * One connection.
     *
     * @param state phase and reason
     * @param endpoint id of its endpoint, unless that is known to be on its way out or gone; null without
     * @param regionalName of that endpoint; null until it is available
     * @param hostname for which it is to have a hosted zone; null if for none
     * @param zone id of that zone; null if it has none
     */
    record Row(
            String id,
            String name,
            String state,
            String message,
            @Nullable String awsErrorCode,
            @Nullable String endpoint,
            @Nullable String regionalName,
            @Nullable String hostname,
            @Nullable String zone) {

        boolean deleted() {
            return state.startsWith("DELETED/");
        }
    }

    List<Row> connections() {
        return jdbc.sql("""
                        select id, name, phase || '/' || reason as state, message, aws_error_code,
                            case when lower(endpoint_state) not in ('deleting', 'deleted') then endpoint_id end as endpoint,
                            (
                                select entry ->> 'name'
                                from jsonb_array_elements(endpoint_dns_names) as names (entry)
                                where entry ->> 'availabilityZone' is null
                                limit 1
                            ) as regional_name,
                            dns_hostname as hostname, zone_id as zone
                        from connection
                        order by id
                        """).query(Row.class).list();
    }

    /** Whether a connection has that endpoint and found it available. */
    boolean hasAvailable(String endpointId) {
        return jdbc.sql("select count(*) from connection where endpoint_id = :id and endpoint_state = :state")
                        .param("id", endpointId)
                        .param("state", AVAILABLE)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The id of this installation. */
    String installation() {
        return jdbc.sql("select id from installation").query(String.class).single();
    }

    /** Endpoints that connections have missed. */
    Set<String> disappeared() {
        return jdbc.sql("""
                        select substring(message from 'vpce-[0-9a-f]+') from connection_history
                        where reason = 'ENDPOINT_DISAPPEARED'
                        """).query(String.class).set();
    }

    /** How often connections have come into a state of that reason. */
    long times(String reason) {
        return jdbc.sql("select count(*) from connection_history where reason = :reason")
                .param("reason", reason)
                .query(Long.class)
                .single();
    }
}
