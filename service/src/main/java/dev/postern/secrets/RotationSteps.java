package dev.postern.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.postern.database.SystemDatabase;
import dev.postern.secrets.KeyRotation.State;
import dev.postern.secrets.spi.KeyEncryptionException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the rotation that is under way on, from whatever state it is in. Every step may be made again by another
 * replica, after this one has died in the middle of it.
 */
final class RotationSteps {

    private static final Logger log = LoggerFactory.getLogger(RotationSteps.class);
    private static final int MOST_NAMED = 3;

    private final SystemDatabase database;
    private final RotationRows rotations;
    private final KeyRows keyRows;
    private final KeyWrapping wrapping;
    private final SecretKeys<Aead> keys;
    private final ReplicaRows replicas;
    private final Resealing resealing;

    RotationSteps(
            SystemDatabase database,
            RotationRows rotations,
            KeyRows keyRows,
            KeyWrapping wrapping,
            SecretKeys<Aead> keys,
            ReplicaRows replicas,
            Resealing resealing) {
        this.database = database;
        this.rotations = rotations;
        this.keyRows = keyRows;
        this.wrapping = wrapping;
        this.keys = keys;
        this.replicas = replicas;
        this.resealing = resealing;
    }

    /** As far as it goes without waiting for somebody. */
    void advance() {
        while (step()) {
            log.debug("The rotation of keys goes on");
        }
    }

    /** False if there is nothing to do, or somebody to wait for. */
    boolean step() {
        Optional<KeyRotation> underWay = rotations.underWay();
        if (underWay.isEmpty()) {
            return false;
        }
        KeyRotation rotation = underWay.get();
        try {
            return switch (rotation.state()) {
                case REQUESTED -> makeKey(rotation);
                case DISTRIBUTING -> promote(rotation, key(rotation));
                case RESEALING -> reseal(rotation, key(rotation));
                case COMPLETED -> false;
            };
        } catch (KeyEncryptionException away) {
            log.warn("The rotation of keys cannot go on yet", away);
            rotations.say(rotation.id(), Objects.requireNonNullElse(away.getMessage(), away.action()));
            return false;
        }
    }

    /** Asks for the key's encryption outside of any transaction. */
    private boolean makeKey(KeyRotation rotation) {
        WrappedKey next = wrapping.wrap(generate(), KeyPurpose.ENCRYPTION, KeyState.NEXT);
        return database.inTransaction(() -> {
            boolean first = rotations.advance(
                    rotation.id(),
                    State.REQUESTED,
                    State.DISTRIBUTING,
                    next.id(),
                    "Replicas take the new key into their memory.");
            if (first && !keyRows.insert(next)) {
                throw new IllegalStateException("There is a next key already, or one with the id " + next.id());
            }
            return first;
        });
    }

    private boolean promote(KeyRotation rotation, KeyId next) {
        keys.refresh();
        List<String> ignorant = replicas.ignorantOf(next);
        if (!ignorant.isEmpty()) {
            rotations.say(rotation.id(), "Waits until these replicas know the new key: " + named(ignorant) + ".");
            return false;
        }
        boolean promoted = database.inTransaction(() -> {
            boolean first = rotations.advance(
                    rotation.id(),
                    State.DISTRIBUTING,
                    State.RESEALING,
                    next,
                    "Secrets are being sealed with the new key.");
            if (first) {
                keyRows.promote(next);
            }
            return first;
        });
        log.info("New secrets are sealed with key {}", next);
        return promoted;
    }

    private boolean reseal(KeyRotation rotation, KeyId primary) {
        if (!keys.refresh().ring().primary().equals(primary)) {
            throw new IllegalStateException("key %s should be the primary one, but is not".formatted(primary));
        }
        List<String> behind = replicas.notSealingWith(primary);
        List<SealedColumn.Place> unreadable = resealing.pass(rotation.id(), primary);
        if (!unreadable.isEmpty()) {
            rotations.say(rotation.id(), """
                    %d secrets do not open and keep the former key from being deleted: %s. Have their owners set them \
                    anew or delete what they belong to.""".formatted(unreadable.size(), named(unreadable)));
            return false;
        }
        if (!behind.isEmpty()) {
            rotations.say(rotation.id(), "Waits until these replicas seal with the new key: " + named(behind) + ".");
            return false;
        }
        return retire(rotation, primary);
    }

    /** What was sealed with a former key meanwhile keeps that key, and has its turn in the next pass. */
    private boolean retire(KeyRotation rotation, KeyId primary) {
        if (!keyRows.deleteFormer()) {
            rotations.say(rotation.id(), "Some secrets were just in use; they are sealed with the new key soon.");
            return false;
        }
        rotations.advance(
                rotation.id(),
                State.RESEALING,
                State.COMPLETED,
                primary,
                "All secrets are sealed with the new key, and former ones are deleted.");
        log.info("Keys are rotated: all secrets are sealed with key {}, and former ones are deleted", primary);
        return true;
    }

    private static KeyId key(KeyRotation rotation) {
        return new KeyId(Objects.requireNonNull(rotation.keyId()));
    }

    private static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(KeyPurpose.ENCRYPTION.parameters());
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("could not make a key", cause);
        }
    }

    private static String named(List<?> things) {
        String first = things.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return things.size() <= MOST_NAMED ? first : "%s and %d more".formatted(first, things.size() - MOST_NAMED);
    }
}
