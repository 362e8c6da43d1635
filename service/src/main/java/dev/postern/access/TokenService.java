package dev.postern.access;

import dev.postern.database.Notifications;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes, lists and revokes tokens: those of the tenant that is bound to the thread, or the operator's own outside of
 * any tenant.
 */
@Service
class TokenService {

    private static final String MINE = "tenant_id is not distinct from :tenant";

    private final JdbcClient application;
    private final TransactionTemplate tenantTransaction;
    private final SystemDatabase system;
    private final Quotas quotas;
    private final Notifications notifications;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    TokenService(
            JdbcClient application,
            TransactionTemplate tenantTransaction,
            SystemDatabase system,
            Quotas quotas,
            Notifications notifications,
            Clock clock,
            ApplicationEventPublisher events) {
        this.quotas = quotas;
        this.notifications = notifications;
        this.events = events;
        this.application = application;
        this.tenantTransaction = tenantTransaction;
        this.system = system;
        this.clock = clock;
    }

    TokenCreated create(TokenCreate request) {
        TenantId tenant = tenant();
        Set<Role> allowed = tenant == null ? Role.OF_OPERATOR : Role.OF_TENANT;
        if (!allowed.contains(request.role())) {
            throw PosternException.invalid(
                    "/role",
                    "a token of %s has one of the roles %s"
                            .formatted(
                                    tenant == null ? "the operator" : "a tenant",
                                    allowed.stream().sorted().toList()));
        }
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && (expiresAt.isBefore(clock.instant()) || expiresAt.isAfter(latest()))) {
            throw PosternException.invalid("/expiresAt", "must be in the future, and no more than ten years from now");
        }
        ApiToken token = new ApiToken(TokenId.next(), request.name(), request.role(), tenant, now(), expiresAt);
        Secret secret = TokenSecret.generate();
        inTransaction(() -> {
            if (tenant != null) {
                quotas.claim(Quota.TOKENS, 1, () -> usable(tenant));
            }
            keepCaller();
            return insert(token, secret);
        });
        return TokenCreated.of(token, secret);
    }

    /**
     * A token makes none after it was revoked, and whoever revokes one sees all that it has made: it is not revoked while
     * it makes one. An operator's token within a tenant is only looked at, the tenant's role does not see it.
     */
    private void keepCaller() {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller)
                || !(caller.getPrincipal().identity() instanceof Identity.OfToken(TokenId token))) {
            return;
        }
        boolean mine = Objects.equals(caller.getPrincipal().tenantId(), tenant());
        boolean good = (mine ? jdbc() : system.jdbc())
                .sql("select revoked_at is null from api_token where id = :id" + (mine ? " for share" : ""))
                .param("id", token.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (!good) {
            throw new PosternException(ErrorKind.UNAUTHENTICATED, "The token was revoked.");
        }
    }

    Page<TokenView> list(PageRequest page) {
        return inTransaction(() -> Page.of(
                        jdbc().sql("select id, name, role, tenant_id, created_at, expires_at from api_token where "
                                        + MINE + " and revoked_at is null and id > :after order by id limit :rows")
                                .param("tenant", tenantText())
                                .param("after", page.after() == null ? "" : page.after())
                                .param("rows", page.rows())
                                .query(ApiToken.ROW)
                                .list(),
                        page,
                        (ApiToken token) -> token.id().value())
                .map(TokenView::of));
    }

    void revoke(TokenId id) {
        inTransaction(() -> {
            ApiToken revoked = jdbc().sql("update api_token set revoked_at = now() where " + MINE
                            + " and id = :id and revoked_at is null"
                            + " returning id, name, role, tenant_id, created_at, expires_at")
                    .param("tenant", tenantText())
                    .param("id", id.value())
                    .query(ApiToken.ROW)
                    .optional()
                    .orElseThrow(() -> PosternException.notFound("token"));
            notifications.tell(jdbc(), AccessChannels.TOKEN_REVOKED, id.value());
            events.publishEvent(
                    new AuditedChange(revoked.tenantId(), "token.revoked", id.value(), TokenView.of(revoked), null));
            tell("token.revoked", revoked);
            return revoked;
        });
    }

    /**
     * Keeps the operator's first token, whose secret is known already, unless it is kept.
     *
     * @return false if it was kept once, and has been revoked since
     */
    boolean keepFirst(Secret secret) {
        return system.inTransaction(() -> {
            insert(
                    new ApiToken(TokenId.next(), "first operator token", Role.OPERATOR_ADMIN, null, now(), null),
                    secret);
            return jdbc().sql("select revoked_at is null from api_token where secret_hash = :hash")
                    .param("hash", TokenSecret.hash(secret))
                    .query(Boolean.class)
                    .single();
        });
    }

    boolean operatorTokenExists() {
        return system.jdbc().sql("""
                        select exists (
                            select from api_token
                            where role = 'OPERATOR_ADMIN' and revoked_at is null
                                and (expires_at is null or expires_at > now())
                        )
                        """).query(Boolean.class).single();
    }

    private long usable(TenantId tenant) {
        return application
                .sql("""
                        select count(*) from api_token
                        where tenant_id = :tenant and revoked_at is null
                            and (expires_at is null or expires_at > now())
                        """)
                .param("tenant", tenant.value())
                .query(Long.class)
                .single();
    }

    private int insert(ApiToken token, Secret secret) {
        Instant expiresAt = token.expiresAt();
        TenantId tenant = token.tenantId();
        int inserted = jdbc().sql("""
                        insert into api_token (id, tenant_id, name, role, secret_hash, created_at, expires_at)
                        values (:id, :tenant, :name, :role, :hash, :created, :expires)
                        on conflict (secret_hash) do nothing
                        """)
                .param("id", token.id().value())
                .param("tenant", tenant == null ? null : tenant.value())
                .param("name", token.name())
                .param("role", token.role().name())
                .param("hash", TokenSecret.hash(secret))
                .param("created", OffsetDateTime.ofInstant(token.createdAt(), ZoneOffset.UTC))
                .param("expires", expiresAt == null ? null : OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .update();
        if (inserted == 1) {
            events.publishEvent(
                    new AuditedChange(tenant, "token.created", token.id().value(), null, TokenView.of(token)));
            tell("token.created", token);
        }
        return inserted;
    }

    private void tell(String type, ApiToken token) {
        TenantId tenant = token.tenantId();
        if (tenant != null) {
            events.publishEvent(new AccessChanged(tenant, type, token.id().value()));
        }
    }

    /** As exactly as PostgreSQL keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant latest() {
        return clock.instant().atOffset(ZoneOffset.UTC).plusYears(10).toInstant();
    }

    private static @Nullable TenantId tenant() {
        return TenantScope.current().orElse(null);
    }

    private static @Nullable String tenantText() {
        return TenantScope.current().map(TenantId::value).orElse(null);
    }

    private JdbcClient jdbc() {
        return TenantScope.current().isPresent() ? application : system.jdbc();
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return TenantScope.current().isPresent()
                ? tenantTransaction.execute(status -> work.get())
                : system.inTransaction(work);
    }
}
