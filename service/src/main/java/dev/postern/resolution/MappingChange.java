package dev.postern.resolution;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "MappingChange", description = "A mapping of some tenant, as it is now.")
record MappingChange(
        @Schema(description = "The tenant whose cluster it is of")
        TenantId tenantId,

        @Schema(description = "Whether the cluster was deleted. Its mapping lets nobody in; forget it")
        boolean deleted,

        @Schema(description = "The mapping") ResolverMappingView mapping) {}
