package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JsonTypeName("SSH_BASTION")
@Schema(name = "BastionConnection", description = "A connection over an SSH bastion.")
record BastionView(
        @Schema(description = "The connection's id") ConnectionId id,

        @Schema(description = "By which kind of path", allowableValues = "SSH_BASTION")
        ConnectionKind kind,

        @Schema(description = "What people call it") String name,

        @Schema(description = "How far it is, in few words") ConnectionPhase phase,

        @Schema(description = "Precisely why it is in that phase")
        ConnectionReason reason,

        @Schema(description = "The same for people") String message,

        @Schema(description = "Who acts next") WaitingOn waitingOn,

        @Schema(description = "What that one has to do; null where nobody has to") @Nullable
        NextAction nextAction,

        @Schema(description = "What can be done to the connection as it is now")
        List<ConnectionAction> allowedActions,

        @Schema(description = "Name or address of the bastion")
        String host,

        @Schema(description = "Of its sshd") int port,

        @Schema(description = "As whom we log in") String user,

        @Schema(description = "The bastion's host key; null until it has shown one") @Nullable
        HostKeyView hostKey,

        @Schema(description = "The two lines for authorized_keys, without options: both are offered at log-in")
        List<String> publicKeys,

        @Schema(description = "The same two keys, and when the bastion let each in")
        List<KeyView> keys,

        @Schema(description = "Counts the changes of intent; the ETag begins with it")
        long version,

        @Schema(hidden = true) @JsonIgnore long revision,

        @Schema(description = "When the connection was made")
        Instant createdAt,

        @Schema(description = "When it last changed") Instant updatedAt)
        implements ConnectionView {

    @Schema(name = "HostKey", description = "A bastion's host key.")
    record HostKeyView(
            @Schema(description = "As ssh-keygen -l prints it")
            String fingerprint,

            @Schema(description = "Such as ssh-ed25519") String type,

            @Schema(description = "`PENDING` and `CHANGED`: this is what the bastion shows, and nobody has approved it")
            HostKeyStatus status) {}

    /** Whether a host key may be relied upon. */
    enum HostKeyStatus {
        /** Shown by the bastion; none was approved yet. */
        PENDING,
        /** The approved one. */
        TRUSTED,
        /** Shown by the bastion instead of the approved one. */
        CHANGED
    }

    @Schema(name = "BastionKey", description = "One of the two keys that we log in with.")
    record KeyView(
            @Schema(description = "Counts the keys that the connection has had")
            int number,

            @Schema(description = "As ssh-keygen -l prints it")
            String fingerprint,

            @Schema(description = "When the bastion was last seen to let it in, to the hour; null if never") @Nullable
            Instant acceptedAt) {}

    static BastionView of(BastionConnection connection) {
        ConnectionState state = connection.state();
        BastionAddress address = connection.intent().address();
        return new BastionView(
                connection.id(),
                connection.kind(),
                connection.name(),
                state.phase(),
                state.reason(),
                state.message(),
                state.waitingOn(),
                BastionActions.of(connection).orElse(null),
                List.copyOf(connection.allowedActions()),
                address.host(),
                address.port(),
                address.user(),
                hostKey(connection.intent().hostKey(), connection.shown()),
                connection.keys().both().stream()
                        .map(key -> key.line(connection.id()))
                        .toList(),
                connection.keys().both().stream()
                        .map(key -> new KeyView(key.number(), key.publicKey().fingerprint(), key.acceptedAt()))
                        .toList(),
                connection.version(),
                connection.revision(),
                connection.createdAt(),
                connection.updatedAt());
    }

    private static @Nullable HostKeyView hostKey(@Nullable SshPublicKey trusted, @Nullable SshPublicKey shown) {
        if (shown != null) {
            return view(shown, trusted == null ? HostKeyStatus.PENDING : HostKeyStatus.CHANGED);
        }
        return trusted == null ? null : view(trusted, HostKeyStatus.TRUSTED);
    }

    private static HostKeyView view(SshPublicKey key, HostKeyStatus status) {
        return new HostKeyView(key.fingerprint(), key.type(), status);
    }
}
