package dev.postern.access;

import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

@Schema(name = "TenantCreate", description = "A tenant to be made.")
record TenantCreate(
        @Schema(description = "The customer's name; unique among tenants, without regard to case", example = "Acme")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name) {}
