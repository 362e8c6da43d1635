package dev.postern.connections;

import dev.postern.access.Caller;
import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.ConnectionUsers;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.http.Conditional;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
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
    private final PrivateLinkEdits privateLinks;
    private final BastionEdits bastions;
    private final Quotas quotas;
    private final List<ConnectionUsers> users;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ConnectionService(
            Connections connections,
            PrivateLinkEdits privateLinks,
            BastionEdits bastions,
            Quotas quotas,
            List<ConnectionUsers> users,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.connections = connections;
        this.privateLinks = privateLinks;
        this.bastions = bastions;
        this.quotas = quotas;
        this.users = users;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    Connection create(ConnectionCreate request) {
        return switch (request) {
            case PrivateLinkCreate wanted -> {
                PrivateLinkConnection connection = privateLinks.create(wanted);
                yield created(connection, () -> {});
            }
            case BastionCreate wanted -> {
                BastionEdits.Made made = bastions.create(wanted);
                yield created(made.connection(), () -> bastions.keep(made));
            }
            case ConnectionCreate.NotOffered other -> throw notOffered(other.kind());
        };
    }

    /**
     * @param rest what is to be written after the connection
     */
    private Connection created(Connection connection, Runnable rest) {
        return inTransaction(() -> {
            quotas.claim(Quota.CONNECTIONS, 1, connections::count);
            try {
                connections.insert(connection, Caller.current().actor());
            } catch (DuplicateKeyException taken) {
                throw nameTaken(connection.name());
            }
            rest.run();
            events.publishEvent(new ConnectionWork(connection.key()));
            return connection;
        });
    }

    private static PosternException notOffered(@Nullable String kind) {
        return PosternException.invalid(
                "/kind",
                kind == null
                        ? "is required: AWS_PRIVATELINK or SSH_BASTION"
                        : "must be AWS_PRIVATELINK or SSH_BASTION");
    }

    Connection get(ConnectionId id) {
        return inTransaction(() -> connections.find(id)).orElseThrow(() -> PosternException.notFound("connection"));
    }

    Page<Connection> list(ConnectionFilter filter, PageRequest page) {
        return Page.of(
                inTransaction(() -> connections.list(filter, page)),
                page,
                connection -> connection.id().value());
    }

    /** Changes what is wanted. */
    Connection change(ConnectionId id, OptionalLong expectedVersion, ConnectionEdit edit) {
        try {
            return inTransaction(() -> {
                Connection before = lock(id);
                Conditional.check(expectedVersion, before.version());
                Edited edited = switch (before) {
                    case PrivateLinkConnection connection -> privateLinks.edit(connection, edit);
                    case BastionConnection connection -> bastions.edit(connection, edit);
                };
                return edited.connection().equals(before)
                        ? before
                        : save(before, edited.connection(), edited.sentence());
            });
        } catch (DuplicateKeyException taken) {
            throw new PosternException(
                    ErrorKind.NAME_TAKEN, "The tenant has a connection of that name already. Choose another name.");
        }
    }

    /**
     * A connection as it is wanted now.
     *
     * @param sentence for its history
     */
    record Edited(Connection connection, String sentence) {}

    /** The operator lets the connection use one endpoint service that another connection has. May be repeated. */
    Connection waiveClaim(ConnectionId id, ClaimWaiver waiver) {
        privateLinks.checkServiceName(waiver.serviceName());
        return inTransaction(() -> {
            if (!(living(id) instanceof PrivateLinkConnection before)) {
                throw new PosternException(
                        ErrorKind.CONFLICT, "The connection goes over an SSH bastion and uses no endpoint service.");
            }
            connections.waiveClaim(
                    before, waiver.serviceName(), Caller.current().actor());
            return saved(before);
        });
    }

    /** Somebody has compared the fingerprint: from now on the bastion may show that key, and no other. */
    Connection approveHostKey(ConnectionId id, ApprovedFingerprint approval) {
        return inTransaction(() -> {
            BastionConnection before = bastion(id);
            return bastions.approved(before, approval)
                    .map(after -> save(before, after, after.state().message()))
                    .orElse(before);
        });
    }

    /**
     * Drops the first key pair, promotes the second and makes a new one.
     *
     * @param force though the bastion was never seen to let the second one in
     */
    Connection rotateKeys(ConnectionId id, boolean force) {
        return inTransaction(() -> {
            BastionConnection before = bastion(id);
            BastionConnection after = bastions.rotate(before, force);
            return save(
                    before,
                    after,
                    "The keys were rotated: key %d is dropped, key %d is to be installed."
                            .formatted(
                                    before.keys().first().number(),
                                    after.keys().second().number()));
        });
    }

    /** The lines that let us in, and no further than to the brokers. */
    String authorizedKeys(ConnectionId id) {
        return inTransaction(() -> {
            if (!(get(id) instanceof BastionConnection connection)) {
                throw PosternException.notFound("authorized_keys of a connection over AWS PrivateLink");
            }
            return AuthorizedKeys.of(connection, bastions.brokersBehind(id));
        });
    }

    private BastionConnection bastion(ConnectionId id) {
        if (!(living(id) instanceof BastionConnection connection)) {
            throw new PosternException(
                    ErrorKind.CONFLICT, "The connection goes over AWS PrivateLink and has no SSH keys.");
        }
        return connection;
    }

    private Connection living(ConnectionId id) {
        Connection connection = lock(id);
        if (!connection.live()) {
            throw beingDeleted();
        }
        return connection;
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
        events.publishEvent(new ConnectionWork(connection.key()));
        return connections.find(connection.id()).orElseThrow();
    }

    private Connection lock(ConnectionId id) {
        return connections.lock(id).orElseThrow(() -> PosternException.notFound("connection"));
    }

    static PosternException beingDeleted() {
        return new PosternException(
                ErrorKind.CONFLICT, "The connection is being deleted and cannot be changed any more.");
    }

    private static PosternException nameTaken(String name) {
        return new PosternException(
                ErrorKind.NAME_TAKEN, "The tenant has a connection named %s already.".formatted(name));
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }
}
