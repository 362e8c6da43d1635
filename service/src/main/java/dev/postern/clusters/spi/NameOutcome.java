package dev.postern.clusters.spi;

import java.net.InetAddress;
import java.util.List;

/** What came of resolving a name. */
public sealed interface NameOutcome {

    /** @param addresses at least one, each once */
    record Resolved(List<InetAddress> addresses) implements NameOutcome {

        public Resolved {
            addresses = List.copyOf(addresses);
        }
    }

    /** The name has no address, or nobody told us in time. */
    record NotResolved(String detail) implements NameOutcome {}
}
