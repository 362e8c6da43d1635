package dev.postern.connections;

import dev.postern.connections.ConnectionState.AddressForbidden;
import dev.postern.connections.ConnectionState.BastionUnreachable;
import dev.postern.connections.ConnectionState.ConnectingBastion;
import dev.postern.connections.ConnectionState.ForwardingDenied;
import dev.postern.connections.ConnectionState.HostKeyApproval;
import dev.postern.connections.ConnectionState.HostKeyChanged;
import dev.postern.connections.ConnectionState.NameNotResolved;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.PublicKeyNotInstalled;
import dev.postern.connections.ConnectionState.Ready;
import dev.postern.connections.ConnectionState.TcpRefused;
import dev.postern.connections.ConnectionState.TcpTimeout;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.HostPort;
import org.springframework.stereotype.Component;

/** What contact with a bastion makes of its connection. */
@Component
class BastionOutcomes {

    private final Pace pace;
    private final BastionProperties properties;

    BastionOutcomes(Pace pace, BastionProperties properties) {
        this.pace = pace;
        this.properties = properties;
    }

    BastionConnection begin(BastionConnection before) {
        ConnectingBastion connecting = new ConnectingBastion(
                Note.of("Connects to %s.".formatted(before.intent().address())));
        return before.with(before.shown(), before.keys(), pace.on(connecting));
    }

    /** The bastion has shown a key, and none was approved. */
    BastionConnection shown(BastionConnection before, SshPublicKey hostKey) {
        HostKeyApproval approval =
                new HostKeyApproval(Note.of("The bastion shows the host key %s (%s). Nothing was sent to it."
                        .formatted(hostKey.fingerprint(), hostKey.type())));
        return before.with(hostKey, before.keys(), pace.rest(before, approval));
    }

    BastionConnection of(BastionConnection before, BastionContact contact) {
        BastionAddress address = before.intent().address();
        return switch (contact) {
            case BastionContact.Reached reached ->
                reached.prohibited()
                        .map(target -> denied(before, reached, target))
                        .orElseGet(() -> reached(before, reached));
            case BastionContact.HostKeyMismatch mismatch -> {
                HostKeyChanged state = new HostKeyChanged(Note.of(
                        "The bastion shows the host key %s (%s), which is not the approved one. Nothing was sent to it."
                                .formatted(
                                        mismatch.shown().fingerprint(),
                                        mismatch.shown().type())));
                yield before.with(mismatch.shown(), before.keys(), pace.rest(before, state));
            }
            case BastionContact.LoginRefused refused ->
                soon(
                        before,
                        new PublicKeyNotInstalled(Note.of(
                                "The bastion lets %s in with none of the two keys.".formatted(address.user()))));
            case BastionContact.NameNotResolved notResolved ->
                again(before, new NameNotResolved(Note.of("%s has no address.".formatted(address.host()))));
            case BastionContact.TcpRefused refused ->
                again(
                        before,
                        new TcpRefused(Note.of(
                                "%s refuses connections to port %d.".formatted(address.host(), address.port()))));
            case BastionContact.TcpTimeout timeout ->
                again(
                        before,
                        new TcpTimeout(Note.of(
                                "Nothing answers at port %d of %s.".formatted(address.port(), address.host()))));
            case BastionContact.Unreachable unreachable ->
                again(
                        before,
                        new BastionUnreachable(Note.of("Port %d of %s takes connections, but SSH fails: %s."
                                .formatted(address.port(), address.host(), unreachable.what()))));
            case BastionContact.AddressForbidden forbidden ->
                before.with(
                        before.shown(),
                        before.keys(),
                        pace.rest(
                                before,
                                new AddressForbidden(Note.of("This installation does not connect to where %s is."
                                        .formatted(address.host())))));
        };
    }

    private BastionConnection denied(BastionConnection before, BastionContact.Reached reached, HostPort target) {
        ForwardingDenied state =
                new ForwardingDenied(Note.of("The bastion lets us in, but does not forward to %s.".formatted(target)));
        return before.with(
                null,
                before.keys().seen(reached.accepted(), pace.now()),
                pace.again(before, state, properties.retryMax()));
    }

    private BastionConnection reached(BastionConnection before, BastionContact.Reached reached) {
        Ready ready =
                new Ready(Note.of("Logs in to %s.".formatted(before.intent().address())));
        return before.with(
                null,
                before.keys().seen(reached.accepted(), pace.now()),
                pace.later(before, ready, properties.checkInterval()));
    }

    /** Somebody may have just put a line into a file, and wait for us. */
    private BastionConnection soon(BastionConnection before, ConnectionState state) {
        return before.with(before.shown(), before.keys(), pace.again(before, state, properties.retryMax()));
    }

    /** Who is away keeps whoever asks waiting: not too often. Its tunnel tells when it is back. */
    private BastionConnection again(BastionConnection before, ConnectionState state) {
        return before.with(before.shown(), before.keys(), pace.again(before, state));
    }

    BastionConnection deleted(BastionConnection before, ConnectionState.Deleted state) {
        return before.with(null, before.keys(), pace.rest(before, state));
    }
}
