package dev.postern.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

@Schema(name = "Tenant", description = "A customer of the operator.")
record TenantView(
        @Schema(description = "The tenant's id") TenantId id,
        @Schema(description = "The customer's name") String name,

        @Schema(
                description = "Domains that its connections may have hosted zones under",
                example = "[\"acme.example\"]")
        List<String> dnsSuffixes,

        @Schema(description = "How much the tenant may have, where that is not the installation's default")
        TenantQuotas quotas,

        @Schema(description = "Counts the changes of intent; the ETag begins with it")
        long version,

        @Schema(hidden = true) @JsonIgnore long revision,
        @Schema(description = "When the tenant was made") Instant createdAt,

        @Schema(description = "When the tenant last changed")
        Instant updatedAt) {}
