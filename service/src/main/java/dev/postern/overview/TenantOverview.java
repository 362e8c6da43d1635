package dev.postern.overview;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "TenantOverview", description = "How everything of a tenant is.")
record TenantOverview(
        @Schema(description = "The tenant's id") TenantId tenantId,

        @Schema(description = "What the operator calls the tenant")
        String name,

        @Schema(description = "Its connections") ConnectionTally connections,
        @Schema(description = "Its clusters") ClusterTally clusters) {}
