package dev.postern.dialling;

import java.net.InetAddress;
import java.util.List;

/** What came of looking a name up. */
public sealed interface LookedUp {

    /**
     * Where one may connect.
     *
     * @param addresses at least one, each once, at most 16
     * @param forbidden how many more addresses the name has that may not be dialled
     */
    record Found(List<InetAddress> addresses, int forbidden) implements LookedUp {

        public Found {
            addresses = List.copyOf(addresses);
        }
    }

    /** The name leads nowhere but to addresses that may not be dialled. Does not tell which. */
    record Forbidden() implements LookedUp {}

    record NoAddress() implements LookedUp {}

    /** Nobody told us in time, or whoever waited was interrupted. */
    record Late() implements LookedUp {}
}
