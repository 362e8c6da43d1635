package dev.postern.secrets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rotation of the encryption key.
 *
 * @param keyId the new key, eight hexadecimal digits; null until it is made
 * @param resealed how many secrets it has sealed anew
 * @param remaining how many are still sealed with a former key
 * @param message what is going on, or what it waits for
 * @param startedBy the id of the token that asked for it
 * @param finishedAt null while it is under way
 */
public record KeyRotation(
        KeyRotationId id,
        State state,
        @Nullable String keyId,
        long resealed,
        long remaining,
        String message,
        String startedBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    /** How far it has come. */
    public enum State {
        /** It is asked for; the new key is not made yet. */
        REQUESTED,
        /** The new key is stored, and replicas take it into their memory. Nobody uses it yet. */
        DISTRIBUTING,
        /** Every replica seals with the new key, and secrets are sealed anew. */
        RESEALING,
        /** No secret needs the former key, and it is gone. */
        COMPLETED
    }
}
