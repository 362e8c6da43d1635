package dev.postern.overview;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Overview", description = "How everything is, in a few numbers")
class OverviewController {

    private final Overviews overviews;

    OverviewController(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/api/v1/overview")
    @Operation(operationId = "getFleetOverview", summary = "How many connections and clusters of all tenants are how")
    FleetOverview ofFleet() {
        return overviews.ofFleet();
    }

    @GetMapping("/api/v1/tenants/{tenantId}/overview")
    @Operation(operationId = "getTenantOverview", summary = "How many connections and clusters of the tenant are how")
    TenantOverview ofTenant(@PathVariable TenantId tenantId) {
        return overviews.ofTenant(tenantId);
    }
}
