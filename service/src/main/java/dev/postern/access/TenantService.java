package dev.postern.access;

import dev.postern.access.spi.TenantContents;
import dev.postern.database.Notifications;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Hostname;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import dev.postern.http.Conditional;
import dev.postern.idempotency.IdempotentCreation;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The operator's tenants. Sees all of them, so it works as the system role. */
@Service
class TenantService {

    private static final String COLUMNS = """
            select id, name, dns_suffixes, connection_quota, cluster_quota, broker_quota, token_quota, validation_quota, version,
                revision, created_at, updated_at
            from tenant
            """;
    private static final RowMapper<TenantView> ROW = (row, number) -> new TenantView(
            TenantId.of(row.getString("id")),
            row.getString("name"),
            List.of((String[]) row.getArray("dns_suffixes").getArray()),
            new TenantQuotas(
                    row.getObject("connection_quota", Integer.class),
                    row.getObject("cluster_quota", Integer.class),
                    row.getObject("broker_quota", Integer.class),
                    row.getObject("token_quota", Integer.class),
                    row.getObject("validation_quota", Integer.class)),
            row.getLong("version"),
            row.getLong("revision"),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("updated_at", OffsetDateTime.class).toInstant());

    private final SystemDatabase database;
    private final TransactionTemplate tenantTransaction;
    private final IdempotentCreation creation;
    private final DnsSuffixes suffixes;
    private final List<TenantContents> contents;
    private final ApplicationEventPublisher events;
    private final Notifications notifications;

    TenantService(
            SystemDatabase database,
            TransactionTemplate tenantTransaction,
            IdempotentCreation creation,
            DnsSuffixes suffixes,
            List<TenantContents> contents,
            ApplicationEventPublisher events,
            Notifications notifications) {
        this.notifications = notifications;
        this.creation = creation;
        this.suffixes = suffixes;
        this.database = database;
        this.tenantTransaction = tenantTransaction;
        this.contents = contents;
        this.events = events;
    }

    TenantView create(TenantCreate request) {
        TenantId id = TenantId.next();
        String[] allowed = allowed(request);
        try {
            bind(database.jdbc().sql("""
                            insert into tenant (id, name, dns_suffixes, connection_quota, cluster_quota, broker_quota,
                                token_quota, validation_quota)
                            values (:id, :name, :suffixes, :connections, :clusters, :brokers, :tokens,
                                :validations)
                            """), id, request, allowed).update();
        } catch (DuplicateKeyException taken) {
            throw nameTaken(request.name());
        }
        TenantView created = get(id);
        events.publishEvent(new AuditedChange(id, "tenant.created", id.value(), null, created));
        events.publishEvent(AccessChanged.ofTenant(id, "tenant.created"));
        return created;
    }

    Page<TenantView> list(PageRequest page) {
        return Page.of(
                database.jdbc()
                        .sql(COLUMNS + "where deleted_at is null and id > :after order by id limit :rows")
                        .param("after", page.after() == null ? "" : page.after())
                        .param("rows", page.rows())
                        .query(ROW)
                        .list(),
                page,
                tenant -> tenant.id().value());
    }

    TenantView get(TenantId id) {
        return find(id).orElseThrow(() -> PosternException.notFound("tenant"));
    }

    /**
     * Changes what is wanted.
     *
     * @param edit makes the new intent of the present one; may refuse
     */
    TenantView change(TenantId id, OptionalLong expectedVersion, UnaryOperator<TenantCreate> edit) {
        return database.inTransaction(() -> {
            TenantView before = lock(id);
            Conditional.check(expectedVersion, before.version());
            TenantCreate wanted = edit.apply(new TenantCreate(before.name(), before.dnsSuffixes(), before.quotas()));
            String[] allowed = allowed(wanted);
            if (before.name().equals(wanted.name())
                    && before.dnsSuffixes().equals(List.of(allowed))
                    && before.quotas().equals(wanted.quotasOrStandard())) {
                return before;
            }
            try {
                bind(database.jdbc().sql("""
                                update tenant
                                set name = :name, dns_suffixes = :suffixes, connection_quota = :connections,
                                    cluster_quota = :clusters, broker_quota = :brokers, token_quota = :tokens,
                                    validation_quota = :validations,
                                    version = version + 1, revision = revision + 1, updated_at = now()
                                where id = :id
                                """), id, wanted, allowed).update();
            } catch (DuplicateKeyException taken) {
                throw nameTaken(wanted.name());
            }
            TenantView after = get(id);
            events.publishEvent(new AuditedChange(id, "tenant.updated", id.value(), before, after));
            events.publishEvent(AccessChanged.ofTenant(id, "tenant.updated"));
            return after;
        });
    }

    /**
     * Deletes a tenant: its tokens stop working at once, its name is free at once, and what it holds is taken down by
     * the reconcilers.
     *
     * @param cascade whether to delete what the tenant holds too; without, a tenant that holds something stays
     */
    void delete(TenantId id, boolean cascade) {
        database.inTransaction(() -> {
            creation.stopFor(id);
            TenantView before = lock(id);
            TenantScope.run(id, () -> tenantTransaction.executeWithoutResult(status -> deleteContents(cascade)));
            events.publishEvent(new AuditedChange(id, "tenant.deleted", id.value(), before, null));
            events.publishEvent(AccessChanged.ofTenant(id, "tenant.deleted"));
            notifications.tell(database.jdbc(), AccessChannels.TENANT_DELETED, id.value());
            return database.jdbc()
                    .sql("update tenant set deleted_at = now(), revision = revision + 1 where id = :id")
                    .param("id", id.value())
                    .update();
        });
    }

    private void deleteContents(boolean cascade) {
        if (!cascade) {
            String held = contents.stream()
                    .map(TenantContents::describe)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(" and "));
            if (!held.isEmpty()) {
                throw new PosternException(
                        ErrorKind.IN_USE,
                        "The tenant still has %s. Delete them first, or repeat with ?cascade=true.".formatted(held));
            }
        }
        contents.forEach(TenantContents::delete);
    }

    private static StatementSpec bind(StatementSpec statement, TenantId id, TenantCreate intent, String[] suffixes) {
        TenantQuotas quotas = intent.quotasOrStandard();
        return statement
                .param("id", id.value())
                .param("name", intent.name())
                .param("suffixes", suffixes)
                .param("connections", quotas.connections())
                .param("clusters", quotas.clusters())
                .param("brokers", quotas.brokers())
                .param("tokens", quotas.tokens())
                .param("validations", quotas.runningValidations());
    }

    private Optional<TenantView> find(TenantId id) {
        return database.jdbc()
                .sql(COLUMNS + "where id = :id and deleted_at is null")
                .param("id", id.value())
                .query(ROW)
                .optional();
    }

    private TenantView lock(TenantId id) {
        return database.jdbc()
                .sql(COLUMNS + "where id = :id and deleted_at is null for no key update")
                .param("id", id.value())
                .query(ROW)
                .optional()
                .orElseThrow(() -> PosternException.notFound("tenant"));
    }

    private String[] allowed(TenantCreate intent) {
        List<String> wanted = intent.dnsSuffixes();
        return wanted == null
                ? new String[0]
                : suffixes.check(wanted).stream().map(Hostname::value).toArray(String[]::new);
    }

    private static PosternException nameTaken(String name) {
        return new PosternException(ErrorKind.NAME_TAKEN, "There is a tenant named %s already.".formatted(name));
    }
}
