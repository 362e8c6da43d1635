package dev.postern.access;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "TenantQuotas",
        description =
                "How much the tenant may have; null where the installation's default (`postern.limits.quotas`) holds.")
record TenantQuotas(
        @Schema(description = "Connections, also those that have no service name yet or are being deleted")
        @Min(value = 0, message = TenantQuotas.RULE)
        @Max(value = TenantQuotas.MOST, message = TenantQuotas.RULE)
        @Nullable
        Integer connections,

        @Schema(description = "Clusters")
        @Min(value = 0, message = TenantQuotas.RULE)
        @Max(value = TenantQuotas.MOST, message = TenantQuotas.RULE)
        @Nullable
        Integer clusters,

        @Schema(description = "Brokers of all its clusters together")
        @Min(value = 0, message = TenantQuotas.RULE)
        @Max(value = TenantQuotas.MOST, message = TenantQuotas.RULE)
        @Nullable
        Integer brokers,

        @Schema(description = "Tokens that are neither revoked nor expired")
        @Min(value = 0, message = TenantQuotas.RULE)
        @Max(value = TenantQuotas.MOST, message = TenantQuotas.RULE)
        @Nullable
        Integer tokens,

        @Schema(description = "Validations that somebody asked for and that have not ended")
        @Min(value = 0, message = TenantQuotas.RULE)
        @Max(value = TenantQuotas.MOST, message = TenantQuotas.RULE)
        @Nullable
        Integer runningValidations) {

    static final int MOST = 1_000_000;
    static final String RULE = "must be from 0 to 1000000, or null for the installation's default";

    /** The defaults hold. */
    static final TenantQuotas STANDARD = new TenantQuotas(null, null, null, null, null);
}
