package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.SshPublicKey;
import java.util.List;

/** What came of trying a bastion out. */
public sealed interface BastionTrial {

    BastionAddress address();

    /** It shows a host key, and nobody has approved one yet. It was told nothing. */
    record Unapproved(BastionAddress address, SshPublicKey shown) implements BastionTrial {}

    /**
     * It was asked to let us in, as far as it could be.
     *
     * @param offered the keys that it should let in
     */
    record Contacted(BastionAddress address, List<SshPublicKey> offered, BastionContact contact)
            implements BastionTrial {

        public Contacted {
            offered = List.copyOf(offered);
        }
    }
}
