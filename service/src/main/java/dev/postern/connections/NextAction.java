package dev.postern.connections;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "NextAction", description = "What the one who acts next has to do.")
public record NextAction(
        @Schema(description = "In words") String summary,

        @Schema(description = "As a command to paste; null where there is none") @Nullable
        String command) {}
