package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "ConnectionHistoryEntry", description = "One change of a connection.")
record HistoryView(
        @Schema(hidden = true) @JsonIgnore long revision,

        @Schema(description = "The phase that it led to") ConnectionPhase phase,

        @Schema(description = "The reason for that phase") ConnectionReason reason,

        @Schema(description = "What happened, for people") String message,

        @Schema(description = "The error code that AWS refused with; null where it did not") @Nullable
        String awsErrorCode,

        @Schema(description = "Who made it so: a token's id, or `reconciler`")
        String actor,

        @Schema(description = "When") Instant occurredAt) {}
