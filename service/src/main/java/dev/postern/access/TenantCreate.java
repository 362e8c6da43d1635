package dev.postern.access;

import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "TenantCreate", description = "A tenant to be made.")
record TenantCreate(
        @Schema(description = "The customer's name; unique among tenants, without regard to case", example = "Acme")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(
                description =
                        "Domains of the customer's own: its connections may have hosted zones for hostnames at and "
                                + "below these, and for no others. None if left out. A hostname that a connection has "
                                + "already stays when its suffix is taken away",
                example = "[\"acme.example\"]")
        @Size(max = TenantCreate.MOST_SUFFIXES, message = "must have at most 20 domains")
        @Nullable
        List<String> dnsSuffixes,

        @Schema(description = "How much the tenant may have, where that is not the installation's default")
        @Valid
        @Nullable
        TenantQuotas quotas) {

    static final int MOST_SUFFIXES = 20;

    TenantQuotas quotasOrStandard() {
        return quotas == null ? TenantQuotas.STANDARD : quotas;
    }
}
