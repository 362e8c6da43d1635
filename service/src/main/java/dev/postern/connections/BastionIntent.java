package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * Which bastion a tenant wants us to go through.
 *
 * @param hostKey the only one that the bastion may show: told by the tenant, or approved; null before that
 */
record BastionIntent(BastionAddress address, @Nullable SshPublicKey hostKey) {

    BastionIntent trusting(SshPublicKey approved) {
        return new BastionIntent(address, approved);
    }

    /** The approved host key; throws {@link IllegalStateException} while there is none. */
    SshPublicKey requiredHostKey() {
        if (hostKey == null) {
            throw new IllegalStateException("no host key is approved yet");
        }
        return hostKey;
    }
}
