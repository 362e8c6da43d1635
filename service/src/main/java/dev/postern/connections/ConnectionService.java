package dev.postern.connections;

import dev.postern.access.Caller;
import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.ConnectionUsers;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.http.Conditional;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people do to the connections of the tenant that is bound to the thread. Each records intent and returns: the
 * reconciler does the rest.
 */
@Service
class ConnectionService {

    private final Connections connections;
    private final ConnectionDirectory directory;
    private final PrivateLinkRules rules;
    private final Quotas quotas;
    private final List<ConnectionUsers> users;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConnectionService(
            Connections connections,
            ConnectionDirectory directory,
            PrivateLinkRules rules,
            Quotas quotas,
            List<ConnectionUsers> users,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.connections = connections;
        this.directory = directory;
        this.rules = rules;
        this.quotas = quotas;
        this.users = users;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    Connection create(ConnectionCreate request) {
        return switch (request) {
            case PrivateLinkCreate privateLink -> create(privateLink);
            case ConnectionCreate.NotOffered other -> throw notOffered(other.kind());
        };
    }

    private Connection create(PrivateLinkCreate request) {
        PrivateLinkIntent intent = rules.check(
                request.serviceName(), request.serviceRegion(), request.availabilityZones(), request.dns(), null);
        ConnectionId id = ConnectionId.next();
        refuseIfClaimed(id, intent.serviceName());
        Connection connection =
                Connection.create(TenantScope.required(), id, request.name(), intent, Connections.now(clock));
        return inTransaction(() -> {
            quotas.claim(Quota.CONNECTIONS, connections::count);
            try {
                connections.insert(connection, Caller.current().actor());
            } catch (DuplicateKeyException taken) {
                throw nameTaken(request.name());
            }
            events.publishEvent(new ConnectionWork(key(connection)));
            return connection;
        });
    }

    private static PosternException notOffered(@Nullable String kind) {
        if (kind == null) {
            return PosternException.invalid("/kind", "is required: AWS_PRIVATELINK");
        }
        return PosternException.invalid(
                "/kind",
                kind.equals(ConnectionKind.SSH_BASTION.name())
                        ? "SSH_BASTION is not offered by this version: use AWS_PRIVATELINK"
                        : "must be AWS_PRIVATELINK");
    }

    Connection get(ConnectionId id) {
        return inTransaction(() -> connections.find(id)).orElseThrow(() -> PosternException.notFound("connection"));
    }

    Page<Connection> list(@Nullable ConnectionPhase phase, @Nullable ConnectionKind kind, PageRequest page) {
        return Page.of(
                inTransaction(() -> connections.list(phase, kind, page)),
                page,
                connection -> connection.id().value());
    }

    /**
     * Changes what is wanted.
     *
     * @param edit makes the new intent of the present one; may refuse
     */
    Connection change(ConnectionId id, OptionalLong expectedVersion, UnaryOperator<ConnectionPatch> edit) {
        try {
            return inTransaction(() -> {
                Connection before = lock(id);
                Conditional.check(expectedVersion, before.version());
                ConnectionPatch present = ConnectionPatch.of(before);
                ConnectionPatch wanted = edit.apply(present);
                if (wanted.equals(present)) {
                    return before;
                }
                return save(before, changed(before, present, wanted), sentence(present, wanted));
            });
        } catch (DuplicateKeyException taken) {
            throw new PosternException(
                    ErrorKind.NAME_TAKEN, "The tenant has a connection of that name already. Choose another name.");
        }
    }

    private Connection changed(Connection before, ConnectionPatch present, ConnectionPatch wanted) {
        if (!before.live()) {
            throw beingDeleted();
        }
        if (present.sameTarget(wanted)) {
            return before.renamed(wanted.name());
        }
        if (!before.targetOpen()) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "Service, zones and DNS cannot be changed any more, for there is an endpoint or one is being made. "
                            + "Make another connection instead.");
        }
        PrivateLinkIntent intent = rules.check(
                wanted.serviceName(),
                wanted.serviceRegion(),
                wanted.availabilityZones(),
                wanted.dns(),
                before.intent().hostname());
        if (before.holdings().zone().mayExist()
                && !Objects.equals(intent.hostname(), before.intent().hostname())) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "DNS cannot be changed any more, for there is a hosted zone or one was being made. Make another "
                            + "connection instead.");
        }
        if (before.holdings().placement() != null
                && !intent.region().equals(before.intent().region())) {
            throw PosternException.invalid(
                    "/availabilityZones",
                    "are in %s, but the connection is in %s already. Make another connection instead."
                            .formatted(intent.region(), before.intent().region()));
        }
        refuseIfClaimed(before.id(), intent.serviceName());
        return before.retargeted(wanted.name(), intent, Connections.now(clock));
    }

    private static String sentence(ConnectionPatch present, ConnectionPatch wanted) {
        if (present.sameTarget(wanted)) {
            return "Renamed from %s to %s.".formatted(present.name(), wanted.name());
        }
        DnsSettings dns = wanted.dns();
        return "Changed to service %s in %s with %s; waits for its turn."
                .formatted(
                        wanted.serviceName() == null ? "(none yet)" : wanted.serviceName(),
                        String.join(", ", wanted.availabilityZones()),
                        dns == null || dns.hostname() == null
                                ? "nothing in DNS"
                                : "a hosted zone for " + dns.hostname());
    }

    /** The operator lets the connection use one endpoint service that another connection has. May be repeated. */
    Connection waiveClaim(ConnectionId id, ClaimWaiver waiver) {
        rules.checkServiceName(waiver.serviceName());
        return inTransaction(() -> {
            Connection before = lock(id);
            if (!before.live()) {
                throw beingDeleted();
            }
            connections.waiveClaim(
                    before, waiver.serviceName(), Caller.current().actor());
            return saved(before);
        });
    }

    Connection retry(ConnectionId id) {
        return inTransaction(() -> {
            Connection before = lock(id);
            if (!(before.state() instanceof Retryable from)) {
                throw new PosternException(
                        ErrorKind.CONFLICT,
                        ("There is nothing to retry: the connection is %s/%s. Retry leaves FAILED, ENDPOINT_REJECTED "
                                        + "and ENDPOINT_EXPIRED.")
                                .formatted(
                                        before.state().phase(), before.state().reason()));
            }
            Connection after = before.retried(from, Connections.now(clock));
            return save(before, after, after.state().message());
        });
    }

    Connection delete(ConnectionId id, OptionalLong expectedVersion) {
        try {
            return inTransaction(() -> {
                Conditional.check(expectedVersion, lock(id).version());
                return requestDeletion(id);
            });
        } catch (DataIntegrityViolationException used) {
            throw inUse(id);
        }
    }

    /** As {@link #delete}, within the caller's transaction; what still uses the connection surfaces as SQL's error. */
    Connection requestDeletion(ConnectionId id) {
        Connection before = lock(id);
        Connection after = before.deletionRequested(Connections.now(clock));
        return before.equals(after) ? before : save(before, after, after.state().message());
    }

    /** The database has refused, for something refers to the connection as a live one; this finds the words. */
    private PosternException inUse(ConnectionId id) {
        List<String> names = inTransaction(
                () -> users.stream().flatMap(user -> user.of(id).stream()).toList());
        return new PosternException(
                ErrorKind.IN_USE,
                "The connection is used by %s. Take it out of the routes there first."
                        .formatted(names.isEmpty() ? "another resource" : String.join(", ", names)));
    }

    private Connection save(Connection before, Connection after, String message) {
        if (!connections.save(before, after, Caller.current().actor(), message)) {
            throw new IllegalStateException("a locked connection has changed");
        }
        return saved(after);
    }

    /** As it is in the database now; the reconciler is told. */
    private Connection saved(Connection connection) {
        events.publishEvent(new ConnectionWork(key(connection)));
        return connections.find(connection.id()).orElseThrow();
    }

    private Connection lock(ConnectionId id) {
        return connections.lock(id).orElseThrow(() -> PosternException.notFound("connection"));
    }

    /** Says which connection it is only to the tenant that it belongs to. */
    private void refuseIfClaimed(ConnectionId asking, @Nullable String serviceName) {
        if (serviceName == null) {
            return;
        }
        ConnectionKey claimant = directory.claimant(serviceName, asking).orElse(null);
        if (claimant == null) {
            return;
        }
        throw new PosternException(
                ErrorKind.SERVICE_CLAIMED,
                claimant.tenantId().equals(TenantScope.required())
                        ? "Connection %s uses this endpoint service already. Route through that one."
                                .formatted(claimant.connectionId())
                        : "This endpoint service cannot be used. Check its name, or ask the operator.");
    }

    private static PosternException beingDeleted() {
        return new PosternException(
                ErrorKind.CONFLICT, "The connection is being deleted and cannot be changed any more.");
    }

    private static PosternException nameTaken(String name) {
        return new PosternException(
                ErrorKind.NAME_TAKEN, "The tenant has a connection named %s already.".formatted(name));
    }

    private static ConnectionKey key(Connection connection) {
        return new ConnectionKey(connection.tenantId(), connection.id());
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }
}
