package dev.postern.tunnels.spi;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.SshPublicKey;
import java.time.Instant;
import java.util.Set;

/** How a tunnel is. Its ports are taken in all of these; while it is not up, clients are refused at once. */
public sealed interface TunnelCondition {

    /** Whose listeners could not be opened, because something else has the port; each is tried again and again. */
    Set<Integer> unlistened();

    /** For the first time, or after another log-in was ordered. */
    record Connecting(Set<Integer> unlistened) implements TunnelCondition {

        public Connecting {
            unlistened = Set.copyOf(unlistened);
        }
    }

    /**
     * Logged in.
     *
     * @param accepted the key that the bastion let in
     * @param clients that are connected through it now
     */
    record Up(SshPublicKey accepted, Instant since, int clients, Set<Integer> unlistened) implements TunnelCondition {

        public Up {
            unlistened = Set.copyOf(unlistened);
        }
    }

    /**
     * Not logged in.
     *
     * @param why what came of the latest attempt, or how the session ended
     * @param since when it was up for the last time, or the first attempt failed
     * @param nextAttempt in the past while one is being made
     */
    record Down(BastionContact why, Instant since, Instant nextAttempt, Set<Integer> unlistened)
            implements TunnelCondition {

        public Down {
            unlistened = Set.copyOf(unlistened);
        }
    }
}
