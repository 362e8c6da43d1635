package dev.postern.connections;

import dev.postern.database.TenantScope;
import dev.postern.foundation.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The connections of the tenant that is bound to the thread. A change is written together with its row of history and
 * its event. Duplicates surface as {@link org.springframework.dao.DuplicateKeyException}.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class Connections {

    /** The index that lets one connection only have a service. */
    static final String ONE_CLAIM = "connection_service_is_claimed_once";

    private final JdbcClient jdbc;
    private final ConnectionRow rows;
    private final PrivateLinkColumns columns;
    private final BastionRows bastions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Connections(
            JdbcClient jdbc,
            ConnectionRow rows,
            PrivateLinkColumns columns,
            BastionRows bastions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.columns = columns;
        this.bastions = bastions;
        this.events = events;
        this.clock = clock;
    }

    Optional<Connection> find(ConnectionId id) {
        return jdbc.sql(ConnectionRow.SELECT + " where tenant_id = :tenant and id = :id")
                .param("tenant", tenant())
                .param("id", id.value())
                .query(rows)
                .optional();
    }

    /**
     * As {@link #find}; until the transaction ends nobody else changes the connection. It is read once it is locked: a
     * statement that waits for the lock reads the tables beside it as they were before.
     */
    Optional<Connection> lock(ConnectionId id) {
        jdbc.sql("select id from connection where tenant_id = :tenant and id = :id for no key update")
                .param("tenant", tenant())
                .param("id", id.value())
                .query(String.class)
                .optional();
        return find(id);
    }

    List<Connection> find(Collection<ConnectionId> ids) {
        return jdbc.sql(ConnectionRow.SELECT + " where tenant_id = :tenant and live and id = any(:ids)")
                .param("tenant", tenant())
                .param("ids", ids.stream().map(ConnectionId::value).toArray(String[]::new))
                .query(rows)
                .list();
    }

    /** One page by id, and one row more if there is any; tombstones are left out. */
    List<Connection> list(ConnectionFilter filter, PageRequest page) {
        return jdbc.sql(ConnectionRow.SELECT + " where tenant_id = :tenant and id > :after and "
                        + ConnectionFilter.CONDITION + " order by id limit :rows")
                .params(filter.parameters())
                .param("tenant", tenant())
                .param("after", page.after() == null ? "" : page.after())
                .param("rows", page.rows())
                .query(rows)
                .list();
    }

    /** Those whose deletion nobody has asked for yet. */
    List<ConnectionId> live() {
        return jdbc.sql("select id from connection where tenant_id = :tenant and live order by id")
                .param("tenant", tenant())
                .query((row, number) -> ConnectionId.of(row.getString("id")))
                .list();
    }

    /**
     * The operator lets a connection use that endpoint service though another one has it. Told in its history and in the
     * audit log, unless it was so before.
     */
    void waiveClaim(PrivateLinkConnection connection, String serviceName, String actor) {
        int waived = jdbc.sql("""
                        update connection
                        set claim_waived_for = :name
                        where tenant_id = :tenant and id = :id and claim_waived_for is distinct from :name
                        """)
                .param("tenant", tenant())
                .param("id", connection.id().value())
                .param("name", serviceName)
                .update();
        if (waived == 0) {
            return;
        }
        events.publishEvent(AuditedConnection.claimWaived(connection));
        save(
                connection,
                connection,
                actor,
                "The operator lets this connection use %s, whoever else has it.".formatted(serviceName));
    }

    /** All that hold an IAM role, or will: those whose deletion has not ended among them. */
    long count() {
        return jdbc.sql("select count(*) from connection where tenant_id = :tenant and phase <> 'DELETED'")
                .param("tenant", tenant())
                .query(Long.class)
                .single();
    }

    void insert(Connection connection, String actor) {
        bind(jdbc.sql("""
                        insert into connection (
                            tenant_id, id, live, kind, name, service_name, service_region, availability_zones, dns_mode,
                            region, placement, generation, principal, service_claimed, epoch, endpoint_id, endpoint_state,
                            endpoint_dns_names, phase, reason, message, aws_error_code, state_since, attempt,
                            next_step_at, version, revision, created_at, updated_at, dns_hostname, zone_number, zone_id,
                            zone_change_id
                        ) values (
                            :tenant, :id, :live, :kind, :name, :serviceName, :serviceRegion, :zones,
                            :dnsMode, :region, :placement, :generation, :principal, :claimed, :epoch, :endpointId,
                            :endpointState, cast(:dnsNames as jsonb), :phase, :reason, :message, :errorCode, :since,
                            :attempt, :nextStep, :version, :revision, :updated, :updated, :hostname, :zoneNumber,
                            :zoneId, :zoneChangeId
                        )
                        """), connection).update();
        if (connection instanceof BastionConnection bastion) {
            bastions.insert(bastion);
        }
        remember(connection, actor, connection.state().message());
        publish("connection.created", connection, false);
        events.publishEvent(AuditedConnection.creation(connection));
    }

    /** The step that a connection would take later is due now; one that waits for somebody goes on waiting. */
    void hasten(ConnectionId id) {
        jdbc.sql("""
                        update connection
                        set next_step_at = :now
                        where tenant_id = :tenant and id = :id and next_step_at > :now
                        """)
                .param("tenant", tenant())
                .param("id", id.value())
                .param("now", time(now(clock)))
                .update();
    }

    /**
     * Writes down that {@code before} has become {@code after}, unless somebody else has changed the connection since
     * {@code before} was read.
     *
     * @param actor who made it so, for the history
     * @return false if it was changed: then nothing was written
     */
    boolean save(Connection before, Connection after, String actor) {
        return save(before, after, actor, after.state().message());
    }

    /** As {@link #save(Connection, Connection, String)}, with another message for the history than that of the state. */
    boolean save(Connection before, Connection after, String actor, String message) {
        boolean noteworthy = !Objects.equals(before.state(), after.state())
                || !message.equals(after.state().message())
                || before.version() != after.version();
        boolean visible = noteworthy || !before.holdsTheSameAs(after);
        Instant updated = visible ? now(clock) : before.updatedAt();
        Connection saved = after.saved(before.revision() + 1, updated);
        int written = bind(jdbc.sql("""
                        update connection
                        set live = :live, name = :name, service_name = :serviceName, service_region = :serviceRegion,
                            availability_zones = :zones, region = :region, placement = :placement,
                            generation = :generation, principal = :principal, service_claimed = :claimed,
                            epoch = :epoch, endpoint_id = :endpointId, endpoint_state = :endpointState,
                            endpoint_dns_names = cast(:dnsNames as jsonb), phase = :phase, reason = :reason,
                            message = :message, aws_error_code = :errorCode, state_since = :since, attempt = :attempt,
                            next_step_at = :nextStep, version = :version, revision = :revision, updated_at = :updated,
                            dns_mode = :dnsMode, dns_hostname = :hostname, zone_number = :zoneNumber,
                            zone_id = :zoneId, zone_change_id = :zoneChangeId
                        where tenant_id = :tenant and id = :id and revision = :revision - 1
                        """), saved).update();
        if (written == 0) {
            return false;
        }
        if (before instanceof BastionConnection was && saved instanceof BastionConnection is) {
            bastions.update(was, is);
        }
        if (noteworthy) {
            remember(saved, actor, message);
        }
        AuditedConnection.change(before, saved, actor).ifPresent(events::publishEvent);
        if (visible) {
            boolean gone = before.state().phase() != ConnectionPhase.DELETED
                    && after.state().phase() == ConnectionPhase.DELETED;
            publish(
                    gone ? "connection.deleted" : "connection.updated",
                    saved,
                    before.live() != after.live() || !before.endpoint().leadsAsDoes(after.endpoint()));
        }
        return true;
    }

    private void remember(Connection connection, String actor, String message) {
        jdbc.sql("""
                        insert into connection_history (
                            tenant_id, connection_id, revision, phase, reason, message, aws_error_code, actor,
                            occurred_at
                        ) values (
                            :tenant, :id, :revision, :phase, :reason, :message, :errorCode, :actor, :at
                        )
                        """)
                .param("tenant", connection.tenantId().value())
                .param("id", connection.id().value())
                .param("revision", connection.revision())
                .param("phase", connection.state().phase().name())
                .param("reason", connection.state().reason().name())
                .param("message", message)
                .param("errorCode", connection.state().note().awsErrorCode())
                .param("actor", actor)
                .param("at", time(connection.updatedAt()))
                .update();
    }

    private void publish(String type, Connection connection, boolean endpointChanged) {
        events.publishEvent(new ConnectionChanged(
                connection.tenantId(),
                connection.id(),
                type,
                connection.state().phase().name(),
                connection.state().reason().name(),
                endpointChanged));
    }

    private StatementSpec bind(StatementSpec statement, Connection connection) {
        Progress progress = connection.progress();
        return statement
                .params(columns.of(connection))
                .param("tenant", connection.tenantId().value())
                .param("id", connection.id().value())
                .param("live", connection.live())
                .param("kind", connection.kind().name())
                .param("name", connection.name())
                .param("phase", progress.state().phase().name())
                .param("reason", progress.state().reason().name())
                .param("message", progress.state().message())
                .param("errorCode", progress.state().note().awsErrorCode())
                .param("since", time(progress.since()))
                .param("attempt", progress.attempt())
                .param("nextStep", progress.nextStepAt() == null ? null : time(progress.nextStepAt()))
                .param("version", connection.version())
                .param("revision", connection.revision())
                .param("updated", time(connection.updatedAt()));
    }

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** PostgreSQL keeps microseconds: what is read back must equal what was written. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String tenant() {
        return TenantScope.required().value();
    }
}
