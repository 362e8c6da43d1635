package dev.postern.access;

import dev.postern.foundation.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

@Schema(name = "SessionCreate", description = "What to sign in with.")
record SessionCreate(
        @Schema(
                description = "An API token: `pst_...`. The session ends with it",
                accessMode = Schema.AccessMode.WRITE_ONLY,
                maxLength = LONGEST)
        @NotNull(message = "is required")
        Secret token) {

    static final int LONGEST = 200;
}
