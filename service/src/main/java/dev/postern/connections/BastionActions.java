package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the one who acts next upon a connection over an SSH bastion what to do. */
final class BastionActions {

    private BastionActions() {}

    /** Empty where nobody but us has anything to do. */
    static Optional<NextAction> of(BastionConnection connection) {
        BastionAddress address = connection.intent().address();
        return switch (connection.state()) {
            case ConnectionState.HostKeyApproval approval ->
                action(
                        "Compare the fingerprint with what the command shows on the bastion itself. If they are the same, "
                                + "approve it.",
                        fingerprint(connection.shown()));
            case ConnectionState.HostKeyChanged changed ->
                action(
                        "Find out why the host key has changed. If the bastion was set up anew, compare the fingerprint "
                                + "with what the command shows on the bastion itself and approve it. If "
                                + "it was not, somebody else answers in its place: do not approve that key. Once the "
                                + "bastion itself answers again, approve the former fingerprint to go on with it.",
                        fingerprint(connection.shown()));
            case ConnectionState.PublicKeyNotInstalled notInstalled ->
                action(
                        "Put both of the kit's authorized_keys lines into ~%s/.ssh/authorized_keys on the bastion, and see that the file belongs to that user. It is tried again by itself."
                                .formatted(address.user()),
                        null);
            case ConnectionState.ForwardingDenied denied ->
                action(
                        "Replace our lines in ~%s/.ssh/authorized_keys by the kit's as they are now, which permit the brokers known; sshd needs AllowTcpForwarding local or yes. It is tried again by itself."
                                .formatted(address.user()),
                        null);
            case ConnectionState.NameNotResolved notResolved ->
                action(
                        "Make %s resolve on the Internet, or change host to a name that does. It is tried again by itself."
                                .formatted(address.host()),
                        null);
            case ConnectionState.TcpRefused refused ->
                action(
                        "See that sshd runs and listens on port %d, or change port. It is tried again by itself."
                                .formatted(address.port()),
                        "ssh-keyscan -p %d %s".formatted(address.port(), address.host()));
            case ConnectionState.TcpTimeout timeout ->
                action(
                        "Let our addresses through to port %d: security group, network ACL, firewall and routes of the bastion. It is tried again by itself."
                                .formatted(address.port()),
                        null);
            case ConnectionState.BastionUnreachable unreachable ->
                action(
                        "Look into the log of sshd for what it made of our connection, and whether another service has the port. It is tried again by itself.",
                        "journalctl -u ssh -n 50");
            case ConnectionState.AddressForbidden forbidden ->
                action(
                        "Use a bastion with a public address that is not the operator's own; or the operator allows its network: postern.dialling.allow-bastions, postern.dialling.deny-bastions. Then retry.",
                        null);
            case ConnectionState.OfPrivateLink foreign -> throw foreign.notOf(connection.kind());
            case ConnectionState.Pending pending -> Optional.empty();
            case ConnectionState.Provisioning provisioning -> Optional.empty();
            case ConnectionState.Available available -> Optional.empty();
            case ConnectionState.Deleting deleting -> Optional.empty();
            case ConnectionState.Deleted deleted -> Optional.empty();
        };
    }

    private static Optional<NextAction> action(String summary, @Nullable String command) {
        return Optional.of(new NextAction(summary, command));
    }

    /** Where OpenSSH keeps its host keys, by the type of the key. */
    private static @Nullable String fingerprint(@Nullable SshPublicKey shown) {
        if (shown == null) {
            return null;
        }
        String file = shown.type().startsWith("ecdsa") ? "ecdsa" : shown.type().substring("ssh-".length());
        return "ssh-keygen -l -f /etc/ssh/ssh_host_%s_key.pub".formatted(file);
    }
}
