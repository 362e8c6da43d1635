package dev.postern.connections;

import dev.postern.connections.spi.SshPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the audit log keeps of a connection over an SSH bastion. */
record AuditedBastion(
        ConnectionKind kind,
        String name,
        String bastion,
        @Nullable String hostKey,
        @Nullable String shownHostKey,
        List<String> keys,
        ConnectionPhase phase,
        ConnectionReason reason,
        long version) {

    static AuditedBastion of(BastionConnection connection) {
        return new AuditedBastion(
                connection.kind(),
                connection.name(),
                connection.intent().address().toString(),
                fingerprint(connection.intent().hostKey()),
                fingerprint(connection.shown()),
                connection.keys().both().stream()
                        .map(key -> key.publicKey().fingerprint())
                        .toList(),
                connection.state().phase(),
                connection.state().reason(),
                connection.version());
    }

    private static @Nullable String fingerprint(@Nullable SshPublicKey key) {
        return key == null ? null : key.fingerprint();
    }
}
