package dev.postern.access;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(name = "SessionCreate", description = "What to sign in with.")
record SessionCreate(
        @Schema(description = "An API token: `pst_...`. The session ends with it")
        @NotNull(message = "is required")
        @Size(max = 200, message = "is longer than any token")
        String token) {

    @Override
    public String toString() {
        return "SessionCreate[***]";
    }
}
