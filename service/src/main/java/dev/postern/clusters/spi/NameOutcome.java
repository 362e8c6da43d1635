package dev.postern.clusters.spi;

import java.net.InetAddress;
import java.util.List;

/** What came of resolving a name. */
public sealed interface NameOutcome {

    /**
     * Where one may connect.
     *
     * @param addresses at least one, each once
     * @param forbidden how many more addresses the name has that this installation does not connect to
     */
    record Resolved(List<InetAddress> addresses, int forbidden) implements NameOutcome {

        public Resolved {
            addresses = List.copyOf(addresses);
        }

        public Resolved(List<InetAddress> addresses) {
            this(addresses, 0);
        }
    }

    /** The name leads nowhere but to addresses that this installation does not connect to. Does not tell which. */
    record Forbidden(String detail) implements NameOutcome {}

    /** The name has no address, or nobody told us in time. */
    record NotResolved(String detail) implements NameOutcome {}
}
