package dev.postern.connections;

import dev.postern.connections.ConnectionService.Edited;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionTargets;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.PosternException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What people may want of a connection over an SSH bastion. */
@Component
class BastionEdits {

    private final BastionDialler dialler;
    private final BastionVault vault;
    private final List<BastionTargets> targets;
    private final BastionRules rules;
    private final Clock clock;

    BastionEdits(
            BastionDialler dialler, BastionVault vault, List<BastionTargets> targets, BastionRules rules, Clock clock) {
        this.dialler = dialler;
        this.rules = rules;
        this.vault = vault;
        this.targets = targets;
        this.clock = clock;
    }

    /** A new connection and its key pairs, which have to be kept with it. */
    record Made(BastionConnection connection, SshKeyPair first, SshKeyPair second) {}

    Made create(BastionCreate request) {
        SshKeyPair first = dialler.newKeyPair();
        SshKeyPair second = dialler.newKeyPair();
        BastionKeys keys = new BastionKeys(
                new BastionKey(1, first.publicKey(), null), new BastionKey(2, second.publicKey(), null));
        BastionIntent intent = rules.check(request.host(), request.portOrDefault(), request.user(), request.hostKey());
        return new Made(
                BastionConnection.create(
                        TenantScope.required(),
                        ConnectionId.next(),
                        request.name(),
                        intent,
                        keys,
                        Connections.now(clock)),
                first,
                second);
    }

    /** Once the connection is written. */
    void keep(Made made) {
        ConnectionId id = made.connection().id();
        vault.keep(id, 1, made.first());
        vault.keep(id, 2, made.second());
    }

    Edited edit(BastionConnection before, ConnectionEdit edit) {
        BastionPatch present = BastionPatch.of(before);
        BastionPatch wanted = edit.apply(present, BastionPatch.class);
        if (wanted.equals(present)) {
            return new Edited(before, "");
        }
        if (!before.live()) {
            throw ConnectionService.beingDeleted();
        }
        if (wanted.named("").equals(present.named(""))) {
            return new Edited(
                    before.renamed(wanted.name()), "Renamed from %s to %s.".formatted(present.name(), wanted.name()));
        }
        BastionIntent intent = rules.check(wanted.host(), wanted.port(), wanted.user(), wanted.hostKey());
        return new Edited(
                before.retargeted(wanted.name(), intent, Connections.now(clock)),
                "Changed to %s with %s; waits for its turn."
                        .formatted(
                                intent.address(),
                                Optional.ofNullable(intent.hostKey())
                                        .map(key -> "the host key " + key.fingerprint())
                                        .orElse("no host key yet")));
    }

    /** Empty if that key is approved already. */
    Optional<BastionConnection> approved(BastionConnection before, ApprovedFingerprint approval) {
        SshPublicKey trusted = before.intent().hostKey();
        SshPublicKey shown = before.shown();
        if (shown != null && shown.fingerprint().equals(approval.fingerprint())) {
            return Optional.of(before.hostKeyApproved(Connections.now(clock)));
        }
        if (trusted != null && trusted.fingerprint().equals(approval.fingerprint())) {
            return shown == null ? Optional.empty() : Optional.of(before.hostKeyKept(Connections.now(clock)));
        }
        if (shown == null) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "There is no host key to approve: the bastion has shown none yet, or shows the approved one.");
        }
        throw new PosternException(
                ErrorKind.CONFLICT,
                "The bastion showed another key than that: %s. Compare it with that of the bastion itself, and approve no other."
                        .formatted(shown.fingerprint()));
    }

    BastionConnection rotate(BastionConnection before, boolean force) {
        BastionKey second = before.keys().second();
        if (second.acceptedAt() == null && !force) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    ("Key %d was not seen to log in yet, and without the first one nothing else would. Install both of the "
                                    + "kit's authorized_keys lines and wait until it was let in, or rotate by force.")
                            .formatted(second.number()));
        }
        SshKeyPair next = dialler.newKeyPair();
        Instant now = Connections.now(clock);
        BastionConnection after = before.rotated(next.publicKey(), now);
        vault.forget(before.id(), before.keys().first().number());
        vault.keep(before.id(), after.keys().second().number(), next);
        return after;
    }

    /** All that clusters route through the connection. */
    List<HostPort> brokersBehind(ConnectionId connection) {
        return targets.stream()
                .flatMap(known -> known.of(connection.value()).stream())
                .distinct()
                .toList();
    }
}
