package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;

/**
 * Connects to bastions. Each call resolves the name once, looks at every address whether it may be dialled, and dials
 * those very addresses; each ends within its limit and leaves nothing open.
 */
public interface BastionDialler {

    /** A new Ed25519 pair. */
    SshKeyPair newKeyPair();

    /**
     * Asks for the host key and nothing else: no user, no key of ours is sent.
     *
     * @param limit for all of it
     */
    BastionGreeting greet(BastionAddress address, Duration limit);

    /**
     * Logs in with each of the keys, to learn which ones are let in, and asks for a channel to the targets.
     *
     * @param targets each of which the bastion is asked for, with the first key that it lets in. May be empty
     * @param limit for all of it
     */
    BastionContact contact(BastionLogin login, List<HostPort> targets, Duration limit);
}
