package dev.postern.connections;

import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection over an SSH bastion.
 *
 * @param shown the host key that the bastion showed last, if that is not the approved one; null otherwise
 */
record BastionConnection(
        TenantId tenantId,
        ConnectionId id,
        String name,
        BastionIntent intent,
        BastionKeys keys,
        @Nullable SshPublicKey shown,
        Progress progress,
        long version,
        long revision,
        Instant createdAt,
        Instant updatedAt)
        implements Connection {

    static BastionConnection create(
            TenantId tenantId, ConnectionId id, String name, BastionIntent intent, BastionKeys keys, Instant now) {
        return new BastionConnection(
                tenantId,
                id,
                name,
                intent,
                keys,
                null,
                Progress.due(queued("Waits for its turn."), now),
                1,
                1,
                now,
                now);
    }

    @Override
    public ConnectionKind kind() {
        return ConnectionKind.SSH_BASTION;
    }

    /**
     * Whether clients can be sent there. While a bastion that let us in is away they still can: its ports refuse at once,
     * and it may be back before they ask again. One that shows a strange key is another one.
     */
    @Override
    public boolean available() {
        return live()
                && intent.hostKey() != null
                && shown == null
                && !(state() instanceof ConnectionState.Failed)
                && keys.both().stream().anyMatch(key -> key.acceptedAt() != null);
    }

    @Override
    public Set<ConnectionAction> allowedActions() {
        Set<ConnectionAction> actions = EnumSet.noneOf(ConnectionAction.class);
        if (live()) {
            actions.addAll(EnumSet.of(
                    ConnectionAction.RENAME,
                    ConnectionAction.CHANGE_TARGET,
                    ConnectionAction.ROTATE_KEYS,
                    ConnectionAction.DELETE));
        }
        if (live() && shown != null) {
            actions.add(ConnectionAction.APPROVE_HOST_KEY);
        }
        if (state() instanceof Retryable) {
            actions.add(ConnectionAction.RETRY);
        }
        return actions;
    }

    BastionConnection renamed(String newName) {
        return new BastionConnection(
                tenantId, id, newName, intent, keys, shown, progress, version + 1, revision, createdAt, updatedAt);
    }

    /** Another bastion, or the same one anew. The host key stays pinned unless the new intent brings another. */
    BastionConnection retargeted(String newName, BastionIntent newIntent, Instant now) {
        return new BastionConnection(
                tenantId,
                id,
                newName,
                newIntent,
                keys.unseen(),
                null,
                Progress.due(queued("Was changed, and waits for its turn."), now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    /** From here on the bastion may show the key that it showed, and no other. */
    BastionConnection hostKeyApproved(Instant now) {
        if (shown == null) {
            throw new IllegalStateException("the bastion has shown no key that could be approved");
        }
        ConnectionState connecting = new ConnectionState.ConnectingBastion(
                Note.of("Host key %s was approved; logs in.".formatted(shown.fingerprint())));
        return new BastionConnection(
                tenantId,
                id,
                name,
                intent.trusting(shown),
                keys,
                null,
                Progress.due(connecting, now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    /** It was another key for a while only: the bastion is contacted again, and may show the approved one and no other. */
    BastionConnection hostKeyKept(Instant now) {
        ConnectionState connecting =
                new ConnectionState.ConnectingBastion(Note.of("Host key %s stays the approved one; logs in."
                        .formatted(intent.requiredHostKey().fingerprint())));
        return with(null, keys, Progress.due(connecting, now));
    }

    /** The first pair goes, a new one comes; what is connected stays so. */
    BastionConnection rotated(SshPublicKey next, Instant now) {
        return new BastionConnection(
                tenantId,
                id,
                name,
                intent,
                keys.rotated(next),
                shown,
                progress.dueAt(now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    @Override
    public BastionConnection retried(Retryable from, Instant now) {
        return with(
                shown,
                keys,
                Progress.due(queued("Tried again after %s; waits for its turn.".formatted(from.reason())), now));
    }

    @Override
    public BastionConnection deletionRequested(Instant now) {
        if (!live()) {
            return this;
        }
        ConnectionState requested =
                new ConnectionState.DeletionRequested(Note.of("Is to be deleted, and waits for its turn."));
        return new BastionConnection(
                tenantId,
                id,
                name,
                intent,
                keys,
                shown,
                Progress.due(requested, now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    BastionConnection with(@Nullable SshPublicKey newShown, BastionKeys newKeys, Progress newProgress) {
        return new BastionConnection(
                tenantId, id, name, intent, newKeys, newShown, newProgress, version, revision, createdAt, updatedAt);
    }

    @Override
    public BastionConnection saved(long newRevision, Instant when) {
        return new BastionConnection(
                tenantId, id, name, intent, keys, shown, progress, version, newRevision, createdAt, when);
    }

    @Override
    public boolean holdsTheSameAs(Connection other) {
        return other instanceof BastionConnection bastion
                && keys.equals(bastion.keys)
                && Objects.equals(shown, bastion.shown);
    }

    /** Whether {@code after} is this connection with the host key approved that the bastion showed. */
    boolean trustsAnother(BastionConnection after) {
        return shown != null && shown.equals(after.intent.hostKey());
    }

    /** Whether {@code after} is this connection with its keys rotated. */
    boolean rotatedTo(BastionConnection after) {
        return after.keys.first().number() > keys.first().number();
    }

    @Override
    public ConnectionEndpoint endpoint() {
        return new ConnectionEndpoint(id, name, kind(), available(), false, List.of(), List.of());
    }

    private static ConnectionState queued(String message) {
        return new ConnectionState.Queued(Note.of(message));
    }
}
