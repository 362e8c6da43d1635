package dev.postern.access;

import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "TokenCreate", description = "A token to be made.")
record TokenCreate(
        @Schema(description = "What the token is for", example = "billing pipeline")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(
                description = "OPERATOR_ADMIN, OPERATOR_VIEWER and DATA_PLANE for the operator's tokens; "
                        + "TENANT_ADMIN, TENANT_VIEWER and DATA_PLANE for a tenant's")
        @NotNull(message = "is required")
        Role role,

        @Schema(description = "When the token stops working; null for a token that works until it is revoked") @Nullable
        Instant expiresAt) {}
