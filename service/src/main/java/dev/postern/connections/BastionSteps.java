package dev.postern.connections;

import dev.postern.connections.ConnectionState.ConnectingBastion;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.BastionTargets;
import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which step a connection over an SSH bastion takes next. Nothing is sent to a bastion whose host key nobody has
 * approved: it is asked for that key, and no more.
 */
@Component
class BastionSteps {

    private final BastionDialler dialler;
    private final BastionVault vault;
    private final List<BastionTargets> targets;
    private final BastionOutcomes outcomes;
    private final BastionProperties properties;
    private final TransactionTemplate transactions;

    BastionSteps(
            BastionDialler dialler,
            BastionVault vault,
            List<BastionTargets> targets,
            BastionOutcomes outcomes,
            BastionProperties properties,
            TransactionTemplate transactions) {
        this.dialler = dialler;
        this.vault = vault;
        this.targets = targets;
        this.outcomes = outcomes;
        this.properties = properties;
        this.transactions = transactions;
    }

    /** Takes the one step that the state asks for; the answer is what to record, made within the recording transaction. */
    Supplier<? extends Connection> take(BastionConnection before) {
        return switch (before.state()) {
            case ConnectionState.Queued queued -> () -> outcomes.begin(before);
            case ConnectingBastion connecting -> reach(before);
            case ConnectionState.PublicKeyNotInstalled notInstalled -> reach(before);
            case ConnectionState.ForwardingDenied denied -> reach(before);
            case ConnectionState.Degraded degraded -> reach(before);
            case ConnectionState.Available available -> reach(before);
            case ConnectionState.HostKeyApproval approval -> () -> before;
            case ConnectionState.HostKeyChanged changed -> () -> before;
            case ConnectionState.Failed failed -> () -> before;
            case ConnectionState.DeletionRequested requested -> () -> deleted(before);
            case ConnectionState.Deleted deleted -> () -> before;
            case ConnectionState.OfPrivateLink foreign -> throw foreign.notOf(before.kind());
        };
    }

    private Supplier<BastionConnection> reach(BastionConnection before) {
        if (before.intent().hostKey() == null) {
            BastionGreeting greeting = dialler.greet(before.intent().address(), properties.contactLimit());
            return () -> switch (greeting) {
                case BastionGreeting.Shown shown -> outcomes.shown(before, shown.hostKey());
                case BastionGreeting.NotReached notReached -> outcomes.of(before, notReached.why());
            };
        }
        Journey journey = transactions.execute(status -> journey(before));
        BastionContact contact = dialler.contact(journey.login(), journey.targets(), properties.contactLimit());
        return () -> outcomes.of(before, contact);
    }

    private record Journey(BastionLogin login, List<HostPort> targets) {}

    private Journey journey(BastionConnection before) {
        return new Journey(
                vault.login(before),
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
