package dev.postern.overview;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "FleetOverview", description = "How everything of all tenants is.")
record FleetOverview(
        @Schema(description = "How many tenants there are") long tenants,
        @Schema(description = "Their connections") ConnectionTally connections,
        @Schema(description = "Their clusters") ClusterTally clusters) {}
