package dev.postern.connections.spi;

import java.util.List;

/**
 * What it takes to log in to a bastion.
 *
 * @param hostKey the only key that the bastion may show
 * @param keys that are offered, in this order; at least one
 */
public record BastionLogin(BastionAddress address, SshPublicKey hostKey, List<SshKeyPair> keys) {

    public BastionLogin {
        keys = List.copyOf(keys);
    }
}
