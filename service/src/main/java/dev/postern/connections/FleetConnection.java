package dev.postern.connections;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "FleetConnection", description = "A connection, and whose it is.")
record FleetConnection(
        @Schema(description = "The tenant's id") TenantId tenantId,

        @Schema(description = "What the operator calls the tenant")
        String tenantName,

        @Schema(description = "The connection") ConnectionView connection) {}
