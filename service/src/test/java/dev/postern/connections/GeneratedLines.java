package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.List;

/** The lines for {@code authorized_keys} as Postern gives them, for tests of other rooms. */
public final class GeneratedLines {

    private GeneratedLines() {}

    /** Of a connection with these keys and a cluster with these brokers. */
    public static String of(List<HostPort> brokers, SshKeyPair first, SshKeyPair second) {
        BastionConnection connection = BastionConnection.create(
                TenantId.next(),
                ConnectionId.next(),
                "bastion",
                new BastionIntent(new BastionAddress("bastion.example", 22, "postern"), null),
                new BastionKeys(
                        new BastionKey(1, first.publicKey(), null), new BastionKey(2, second.publicKey(), null)),
                Instant.EPOCH);
        return AuthorizedKeys.of(connection, brokers);
    }
}
