package dev.postern.connections;

import dev.postern.connections.ConnectionState.ConnectingBastion;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.BastionTargets;
import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which step a connection over an SSH bastion takes next. */
@Component
class BastionSteps {

    private final BastionVisits visits;
    private final BastionVault vault;
    private final List<BastionTargets> targets;
    private final BastionOutcomes outcomes;
    private final BastionProperties properties;
    private final TransactionTemplate transactions;

    BastionSteps(
            BastionVisits visits,
            BastionVault vault,
            List<BastionTargets> targets,
            BastionOutcomes outcomes,
            BastionProperties properties,
            TransactionTemplate transactions) {
        this.visits = visits;
        this.vault = vault;
        this.targets = targets;
        this.outcomes = outcomes;
        this.properties = properties;
        this.transactions = transactions;
    }

    /** What a state asks for. */
    private sealed interface Step {

        /** @param outcome what to record, made within the recording transaction */
        record AtOnce(Supplier<BastionConnection> outcome) implements Step {}

        /** The bastion is asked first, which may keep us waiting. */
        record Contact() implements Step {}
    }

    /** Whether the step that the state asks for waits for the bastion. */
    boolean waits(BastionConnection connection) {
        return step(connection) instanceof Step.Contact;
    }

    /** Takes the one step that the state asks for; the answer is what to record, made within the recording transaction. */
    Supplier<? extends Connection> take(BastionConnection before) {
        return switch (step(before)) {
            case Step.AtOnce atOnce -> atOnce.outcome();
            case Step.Contact contact -> reach(before);
        };
    }

    private Step step(BastionConnection before) {
        return switch (before.state()) {
            case ConnectionState.Queued queued -> new Step.AtOnce(() -> outcomes.begin(before));
            case ConnectingBastion connecting -> new Step.Contact();
            case ConnectionState.PublicKeyNotInstalled notInstalled -> new Step.Contact();
            case ConnectionState.ForwardingDenied denied -> new Step.Contact();
            case ConnectionState.Degraded degraded -> new Step.Contact();
            case ConnectionState.Available available -> new Step.Contact();
            case ConnectionState.HostKeyApproval approval -> new Step.AtOnce(() -> before);
            case ConnectionState.HostKeyChanged changed -> new Step.AtOnce(() -> before);
            case ConnectionState.Failed failed -> new Step.AtOnce(() -> before);
            case ConnectionState.DeletionRequested requested -> new Step.AtOnce(() -> deleted(before));
            case ConnectionState.Deleted deleted -> new Step.AtOnce(() -> before);
            case ConnectionState.OfPrivateLink foreign -> throw foreign.notOf(before.kind());
        };
    }

    private Supplier<BastionConnection> reach(BastionConnection before) {
        Journey journey = transactions.execute(status -> journey(before));
        BastionTrial trial =
                visits.visit(before.intent().address(), journey.login(), journey.targets(), properties.contactLimit());
        goOn();
        return () -> switch (trial) {
            case BastionTrial.Unapproved unapproved -> outcomes.shown(before, unapproved.shown());
            case BastionTrial.Contacted contacted -> outcomes.of(before, contacted.contact());
        };
    }

    /** Whoever was interrupted in the middle has found out nothing. */
    private static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("this replica is stopping");
        }
    }

    private record Journey(Optional<BastionLogin> login, List<HostPort> targets) {}

    private Journey journey(BastionConnection before) {
        return new Journey(
                visits.login(before),
                targets.stream()
                        .flatMap(known -> known.of(before.id().value()).stream())
                        .distinct()
                        .toList());
    }

    private BastionConnection deleted(BastionConnection before) {
        vault.forgetAll(before.id());
        return outcomes.deleted(before, new ConnectionState.Deleted(Note.of("Is deleted; its keys are gone.")));
    }
}
