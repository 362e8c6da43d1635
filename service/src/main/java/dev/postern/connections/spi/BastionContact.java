package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;
import java.util.List;

/** What came of connecting to a bastion: each a cause of its own, that has a remedy of its own. */
public sealed interface BastionContact {

    /**
     * Logged in, and nothing that was asked for was forbidden.
     *
     * @param accepted those of the offered keys that the bastion lets in, in the order of the offer; at least one
     */
    record Reached(List<SshPublicKey> accepted) implements BastionContact {

        public Reached {
            accepted = List.copyOf(accepted);
        }
    }

    /** Logged in, but the bastion does not forward to {@code target}: "administratively prohibited". */
    record ForwardingDenied(HostPort target, List<SshPublicKey> accepted) implements BastionContact {

        public ForwardingDenied {
            accepted = List.copyOf(accepted);
        }
    }

    /** The bastion shows another key than the one that it may. Nothing was sent to it. */
    record HostKeyMismatch(SshPublicKey shown) implements BastionContact {}

    /** None of our keys is let in. */
    record LoginRefused() implements BastionContact {}

    /** The name has no address, or nobody answered in time. */
    record NameNotResolved() implements BastionContact {}

    /** All addresses are such that this installation does not connect to them. Tells nothing of where they are. */
    record AddressForbidden() implements BastionContact {}

    record TcpRefused() implements BastionContact {}

    record TcpTimeout() implements BastionContact {}

    /**
     * Somebody took the connection, but SSH did not come about: no answer, another protocol, no algorithm in common, a
     * connection that was closed.
     *
     * @param what a clause for people, such as {@code it closed the connection before the log-in}; holds nothing that
     *     the other side could have chosen but printable text of at most 200 characters
     */
    record Unreachable(String what) implements BastionContact {}
}
