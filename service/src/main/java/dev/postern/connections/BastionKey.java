package dev.postern.connections;

import dev.postern.connections.spi.SshPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the two key pairs of a connection: its public half. The private one never leaves {@link BastionVault}.
 *
 * @param number counts the pairs that the connection has had, from 1
 * @param acceptedAt when the bastion was last seen to let it in; null if never
 */
record BastionKey(
        int number, SshPublicKey publicKey, @Nullable Instant acceptedAt) {

    BastionKey seen(Instant when) {
        return new BastionKey(number, publicKey, when);
    }

    /** The line for {@code authorized_keys}, without options. */
    String line(ConnectionId connection) {
        return "%s postern-%s-%d".formatted(publicKey, connection, number);
    }
}
