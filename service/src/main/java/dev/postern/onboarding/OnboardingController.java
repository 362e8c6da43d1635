package dev.postern.onboarding;

import dev.postern.clusters.ClusterId;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/connections/{connectionId}/onboarding")
@Tag(name = "Onboarding", description = "From nothing to a validated mapping")
class OnboardingController {

    private final OnboardingService onboarding;
    private final KitTurns turns;

    OnboardingController(OnboardingService onboarding, KitTurns turns) {
        this.onboarding = onboarding;
        this.turns = turns;
    }

    @GetMapping
    @Operation(
            operationId = "getOnboarding",
            summary = "What is done, what comes next, and the texts that it takes",
            description = "The kit holds no secret: programs read theirs from the environment")
    OnboardingView get(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @Parameter(
                            description =
                                    "The cluster that the last steps and the settings of clients are about; if left out, the "
                                            + "first by name of the twenty oldest that lead over the connection")
                    @RequestParam(required = false)
                    @Nullable
                    ClusterId clusterId) {
        return turns.inTurn(tenantId, () -> onboarding.of(tenantId, connectionId, clusterId));
    }

    @GetMapping(path = "/terraform", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            operationId = "getTerraform",
            summary = "The kit's Terraform for a connection over AWS PrivateLink",
            description = "In one file: load balancer, a listener for each broker, endpoint service, allowed principal")
    String terraform(@PathVariable TenantId tenantId, @PathVariable ConnectionId connectionId) {
        return turns.inTurn(tenantId, () -> onboarding.terraform(connectionId));
    }
}
