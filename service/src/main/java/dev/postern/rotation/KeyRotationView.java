package dev.postern.rotation;

import dev.postern.secrets.KeyRotation;
import dev.postern.secrets.KeyRotationId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "SecretKeyRotation", description = "A change of the key that stored secrets are encrypted with.")
record KeyRotationView(
        @Schema(description = "The rotation's id") KeyRotationId id,

        @Schema(
                description = "REQUESTED: the new key is about to be made. DISTRIBUTING: replicas take it into their "
                        + "memory. RESEALING: stored secrets are encrypted with it. COMPLETED: the former key is gone")
        KeyRotation.State state,

        @Schema(description = "The new key, as eight hexadecimal digits; null until it is made", example = "1f0c9a7e")
        @Nullable
        String keyId,

        @Schema(description = "How many secrets this rotation has encrypted with the new key")
        long resealed,

        @Schema(description = "How many secrets still need a former key; 0 once the rotation is completed")
        long remaining,

        @Schema(description = "What is going on, what it waits for, or what to do about it")
        String message,

        @Schema(description = "The id of the token that asked for the rotation")
        String startedBy,

        @Schema(description = "When it was asked for") Instant startedAt,

        @Schema(description = "When it was completed; null while it is under way") @Nullable
        Instant finishedAt) {

    static KeyRotationView of(KeyRotation rotation) {
        return new KeyRotationView(
                rotation.id(),
                rotation.state(),
                rotation.keyId(),
                rotation.resealed(),
                rotation.remaining(),
                rotation.message(),
                rotation.startedBy(),
                rotation.startedAt(),
                rotation.finishedAt());
    }
}
