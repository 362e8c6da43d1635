package dev.postern.connections;

import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.PlacementId;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A row of the table {@code connection}. */
@Component
class ConnectionRow implements RowMapper<Connection> {

    static final String SELECT = """
            select tenant_id, id, name, service_name, service_region, availability_zones, region, placement, generation,
                principal, service_claimed, epoch, endpoint_id, endpoint_state, endpoint_dns_names, phase, reason, message,
                aws_error_code, state_since, attempt, next_step_at, version, revision, created_at, updated_at,
                dns_hostname, zone_number, zone_id, zone_change_id, kind,
                %s
            from connection left join bastion using (tenant_id, id)""".formatted(BastionRows.COLUMNS);

    private static final TypeReference<List<DnsName>> DNS_NAMES = new TypeReference<>() {};

    private final JsonMapper json;
    private final BastionRows bastions;

    ConnectionRow(JsonMapper json, BastionRows bastions) {
        this.json = json;
        this.bastions = bastions;
    }

    @Override
    public Connection mapRow(ResultSet row, int number) throws SQLException {
        return switch (ConnectionKind.valueOf(row.getString("kind"))) {
            case AWS_PRIVATELINK -> privateLink(row);
            case SSH_BASTION -> bastion(row);
        };
    }

    private PrivateLinkConnection privateLink(ResultSet row) throws SQLException {
        return new PrivateLinkConnection(
                TenantId.of(row.getString("tenant_id")),
                ConnectionId.of(row.getString("id")),
                row.getString("name"),
                intent(row),
                holdings(row),
                progress(row),
                row.getLong("version"),
                row.getLong("revision"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private BastionConnection bastion(ResultSet row) throws SQLException {
        return new BastionConnection(
                TenantId.of(row.getString("tenant_id")),
                ConnectionId.of(row.getString("id")),
                row.getString("name"),
                BastionRows.intent(row),
                bastions.keys(row),
                BastionRows.shown(row),
                progress(row),
                row.getLong("version"),
                row.getLong("revision"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private static PrivateLinkIntent intent(ResultSet row) throws SQLException {
        String hostname = row.getString("dns_hostname");
        return new PrivateLinkIntent(
                row.getString("service_name"),
                row.getString("service_region"),
                row.getString("region"),
                List.of((String[]) row.getArray("availability_zones").getArray()),
                hostname == null ? null : new Hostname(hostname));
    }

    private Holdings holdings(ResultSet row) throws SQLException {
        String placement = row.getString("placement");
        String endpointId = row.getString("endpoint_id");
        return new Holdings(
                row.getInt("generation"),
                placement == null ? null : PlacementId.parse(placement),
                row.getString("principal"),
                row.getBoolean("service_claimed"),
                row.getObject("epoch", Long.class),
                endpointId == null
                        ? null
                        : new Endpoint(
                                endpointId,
                                row.getString("endpoint_state"),
                                json.readValue(row.getString("endpoint_dns_names"), DNS_NAMES)),
                new HeldZone(row.getInt("zone_number"), row.getString("zone_id"), row.getString("zone_change_id")));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        ConnectionState state = ConnectionState.of(
                ConnectionPhase.valueOf(row.getString("phase")),
                ConnectionReason.valueOf(row.getString("reason")),
                new Note(row.getString("message"), row.getString("aws_error_code")));
        OffsetDateTime nextStep = row.getObject("next_step_at", OffsetDateTime.class);
        return new Progress(
                state, time(row, "state_since"), row.getInt("attempt"), nextStep == null ? null : nextStep.toInstant());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
