package dev.postern.connections;

import dev.postern.database.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes what is wanted true, for creation and deletion alike. Told nothing but which connection: it reads where that is,
 * takes the next step and writes down where it is then. Any activation may be lost, repeated, or stopped at any point.
 *
 * <p>AWS is called outside of any transaction. What came of it is recorded only if the connection is still as it was
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
    private final PlacementChoice placements;
    private final AwsPauses pauses;
    private final ProvisioningSteps provisioning;
    private final EndpointObservation observation;
    private final RemovalSteps removal;
    private final ZoneRemoval zoneRemoval;
    private final Moves moves;

    ConnectionReconciler(
            Connections connections,
            TransactionTemplate transactions,
            PlacementChoice placements,
            AwsPauses pauses,
            ProvisioningSteps provisioning,
            EndpointObservation observation,
            RemovalSteps removal,
            ZoneRemoval zoneRemoval,
            Moves moves) {
        this.connections = connections;
        this.transactions = transactions;
        this.placements = placements;
        this.pauses = pauses;
        this.provisioning = provisioning;
        this.observation = observation;
        this.removal = removal;
        this.zoneRemoval = zoneRemoval;
        this.moves = moves;
    }

    /**
     * Takes the connection as far as it gets without waiting.
     *
     * @return when to come again; empty if there is only something to wait for
     */
    Optional<Instant> activate(ConnectionKey key) {
        return TenantScope.call(key.tenantId(), () -> steps(key.connectionId()));
    }

    /** The connection's IAM role is gone, and it was not us: it is made again. Its endpoint lives on without it. */
    void restorePrincipal(ConnectionKey key) {
        TenantScope.run(
                key.tenantId(),
                () -> read(key.connectionId())
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

    private Optional<Instant> steps(ConnectionId id) {
        for (int count = 0; count < MOST_STEPS; count++) {
            Connection before = read(id).orElse(null);
            if (before == null) {
                return Optional.empty();
            }
            Optional<Instant> pause = pause(before);
            if (pause.isPresent()) {
                return pause;
            }
            Connection after = record(before, step(before)).orElse(null);
            if (after == null) {
                return Optional.of(moves.now());
            }
            boolean further = after.state().reason() != before.state().reason();
            if (!further || !after.progress().isDue(moves.now())) {
                // Read anew: somebody may have changed it meanwhile, whose signal found us at work.
                return read(id).flatMap(
                                now -> Optional.ofNullable(now.progress().nextStepAt()));
            }
        }
        return Optional.of(moves.now());
    }

    /** When to come again, where AWS has asked us to slow down. */
    private Optional<Instant> pause(Connection before) {
        return Optional.ofNullable(before.holdings().placement())
                .flatMap(pauses::until)
                .map(end -> moves.spreadAfter(before, end));
    }

    private Optional<Connection> read(ConnectionId id) {
        return inTransaction(() -> connections.find(id));
    }

    /** Takes the one step that the state asks for; the answer is what to record, made within the recording transaction. */
    private Supplier<Connection> step(Connection before) {
        return switch (before.state()) {
            case ConnectionState.Queued queued -> () -> place(before);
            case ConnectionState.CreatingPrincipal creating -> done(provisioning.ensurePrincipal(before));
            case ConnectionState.ServiceNameNeeded needed -> done(before);
            case ConnectionState.DiscoveringService discovering -> provisioning.discoverService(before);
            case ConnectionState.ServiceNotVisible invisible -> provisioning.discoverService(before);
            case ConnectionState.CreatingEndpoint creating -> done(provisioning.ensureEndpoint(before));
            case ConnectionState.EndpointPending pending -> done(observation.look(before));
            case ConnectionState.CreatingDns creating -> done(observation.look(before));
            case ConnectionState.DnsConflict conflict -> done(observation.look(before));
            case ConnectionState.EndpointAcceptance acceptance -> done(observation.look(before));
            case ConnectionState.EndpointRejected rejected -> done(observation.look(before));
            case ConnectionState.EndpointExpired expired -> done(observation.look(before));
            case ConnectionState.Ready ready -> done(observation.look(before));
            case ConnectionState.EndpointDisappeared disappeared -> done(provisioning.discoverAgain(before));
            case ConnectionState.Failed failed -> done(observation.look(before));
            case ConnectionState.DeletionRequested requested -> done(removal.begin(before));
            case ConnectionState.DeletingEndpoint deleting -> done(removal.deleteEndpoint(before));
            case ConnectionState.DeletingDns deleting -> done(zoneRemoval.delete(before));
            case ConnectionState.DeletingPrincipal deleting -> done(removal.deletePrincipal(before));
            case ConnectionState.Deleted deleted -> done(before);
        };
    }

    private static Supplier<Connection> done(Connection after) {
        return () -> after;
    }

    private Connection place(Connection before) {
        return switch (placements.choose(before)) {
            case PlacementChoice.Choice.Chosen chosen -> provisioning.placed(before, chosen.placement());
            case PlacementChoice.Choice.None none -> moves.rest(before, before.holdings(), none.state());
        };
    }

    /** Empty if the connection has changed meanwhile: what was found out holds no longer. */
    private Optional<Connection> record(Connection before, Supplier<Connection> outcome) {
        try {
            return inTransaction(() -> {
                Connection after = outcome.get();
                boolean recorded = after.equals(before) || connections.save(before, after, ACTOR);
                return recorded ? Optional.of(after) : Optional.empty();
            });
        } catch (DuplicateKeyException duplicate) {
            if (!String.valueOf(duplicate.getMessage()).contains(Connections.ONE_CLAIM)) {
                throw duplicate;
            }
            return inTransaction(() -> {
                Connection after = provisioning.serviceTaken(before);
                return connections.save(before, after, ACTOR) ? Optional.of(after) : Optional.empty();
            });
        }
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }
}
