package dev.postern.connections;

import dev.postern.database.TenantScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes what is wanted true, for creation and deletion alike. Told nothing but which connection: it reads where that is,
 * takes the next step and writes down where it is then. Any activation may be lost, repeated, or stopped at any point.
 *
 * <p>The outside world is called outside of any transaction. What came of it is recorded only if the connection is still as it was
 * before the call; otherwise it is looked at anew.
 */
@Component
class ConnectionReconciler {

    /** How history names it. */
    static final String ACTOR = "reconciler";

    /** From the queue to a hosted zone there are five steps; more than this in one go means going in circles. */
    private static final int MOST_STEPS = 8;

    private final Connections connections;
    private final TransactionTemplate transactions;
    private final ProvisioningSteps provisioning;
    private final PrivateLinkSteps privateLink;
    private final BastionSteps bastions;
    private final Clock clock;

    ConnectionReconciler(
            Connections connections,
            TransactionTemplate transactions,
            ProvisioningSteps provisioning,
            PrivateLinkSteps privateLink,
            BastionSteps bastions,
            Clock clock) {
        this.connections = connections;
        this.transactions = transactions;
        this.provisioning = provisioning;
        this.privateLink = privateLink;
        this.bastions = bastions;
        this.clock = clock;
    }

    /** Takes the connection as far as it gets: its bastion may keep the caller waiting. */
    Activation activate(ConnectionKey key) {
        return TenantScope.call(key.tenantId(), () -> steps(key.connectionId(), true));
    }

    /** As {@link #activate}, but goes no further than to where a bastion is to be contacted. */
    Activation activateWithoutContact(ConnectionKey key) {
        return TenantScope.call(key.tenantId(), () -> steps(key.connectionId(), false));
    }

    /** The connection's IAM role is gone, and it was not us: it is made again. Its endpoint lives on without it. */
    void restorePrincipal(ConnectionKey key) {
        TenantScope.run(
                key.tenantId(),
                () -> read(key.connectionId())
                        .filter(PrivateLinkConnection.class::isInstance)
                        .map(PrivateLinkConnection.class::cast)
                        .filter(Connection::live)
                        .filter(connection -> connection.holdings().principal() != null)
                        .ifPresent(before -> provisioning
                                .restorePrincipal(before)
                                .ifPresent(after -> inTransaction(() -> connections.save(
                                        before,
                                        after,
                                        ACTOR,
                                        "The IAM role was deleted, and not by Postern. It was made again.")))));
    }

    private Activation steps(ConnectionId id, boolean contacts) {
        for (int count = 0; count < MOST_STEPS; count++) {
            Connection before = read(id).orElse(null);
            if (before == null) {
                return new Activation.Rest();
            }
            Activation pause = pause(before, contacts);
            if (pause != null) {
                return pause;
            }
            Connection after = record(before, step(before)).orElse(null);
            if (after == null) {
                return new Activation.Again(now());
            }
            boolean further = after.state().reason() != before.state().reason();
            if (!further || !after.progress().isDue(now())) {
                // Read anew: somebody may have changed it meanwhile, whose signal found us at work.
                return read(id).map(ConnectionReconciler::next).orElseGet(Activation.Rest::new);
            }
        }
        return new Activation.Again(now());
    }

    private static Activation next(Connection connection) {
        Instant next = connection.progress().nextStepAt();
        return next == null ? new Activation.Rest() : new Activation.Again(next);
    }

    /** Null if nothing keeps us from the next step. */
    private @Nullable Activation pause(Connection before, boolean contacts) {
        return switch (before) {
            case PrivateLinkConnection connection ->
                privateLink.pause(connection).map(Activation.Again::new).orElse(null);
            case BastionConnection connection -> {
                if (contacts || !bastions.waits(connection)) {
                    yield null;
                }
                yield connection.progress().isDue(now()) ? new Activation.Contact() : next(connection);
            }
        };
    }

    private Optional<Connection> read(ConnectionId id) {
        return inTransaction(() -> connections.find(id));
    }

    private Supplier<? extends Connection> step(Connection before) {
        return switch (before) {
            case PrivateLinkConnection connection -> privateLink.take(connection);
            case BastionConnection connection -> bastions.take(connection);
        };
    }

    private Instant now() {
        return Connections.now(clock);
    }

    /** Empty if the connection has changed meanwhile: what was found out holds no longer. */
    private Optional<Connection> record(Connection before, Supplier<? extends Connection> outcome) {
        try {
            return inTransaction(() -> {
                Connection after = outcome.get();
                boolean recorded = after.equals(before) || connections.save(before, after, ACTOR);
                return recorded ? Optional.of(after) : Optional.empty();
            });
        } catch (DuplicateKeyException duplicate) {
            if (!(before instanceof PrivateLinkConnection claimed)
                    || !String.valueOf(duplicate.getMessage()).contains(Connections.ONE_CLAIM)) {
                throw duplicate;
            }
            return inTransaction(() -> {
                Connection after = provisioning.serviceTaken(claimed);
                return connections.save(before, after, ACTOR) ? Optional.of(after) : Optional.empty();
            });
        }
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }
}
