package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of connecting to a bastion: each a cause of its own, that has a remedy of its own. */
public sealed interface BastionContact {

    /**
     * Logged in.
     *
     * @param accepted those of the offered keys that the bastion lets in, in the order of the offer; at least one
     * @param forwardings what came of asking for each target, in the order of the question
     */
    record Reached(List<SshPublicKey> accepted, List<Forwarding> forwardings) implements BastionContact {

        public Reached {
            accepted = List.copyOf(accepted);
            forwardings = List.copyOf(forwardings);
        }

        /** The first target that the bastion does not forward to; empty if none was forbidden. */
        public Optional<HostPort> prohibited() {
            return forwardings.stream()
                    .filter(each -> each.answer() == Forwarding.Answer.PROHIBITED)
                    .map(Forwarding::target)
                    .findFirst();
        }
    }

    /**
     * What a bastion answered to the question for a channel to {@code target} (RFC 4254, section 5.1).
     *
     * @param words of the bastion about why not, printable; null where it said nothing
     */
    record Forwarding(
            HostPort target, Answer answer, @Nullable String words) {

        /** The channel was opened, and is closed again. */
        public static Forwarding reached(HostPort target) {
            return new Forwarding(target, Answer.REACHED, null);
        }

        /** How such a question can end. */
        public enum Answer {
            REACHED,
            /** "Administratively prohibited": the bastion is not to forward there. */
            PROHIBITED,
            /** It may, and did not get there. */
            NOT_REACHED,
            /** Not in the time that there was. */
            NO_ANSWER
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
