package dev.postern.connections;

import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Connections of all tenants, for the operator to see what waits for whom. */
@RestController
@Tag(name = "Connections")
class FleetConnectionController {

    private final FleetConnections connections;

    FleetConnectionController(FleetConnections connections) {
        this.connections = connections;
    }

    @GetMapping("/api/v1/connections")
    @Operation(
            operationId = "listFleetConnections",
            summary = "List the connections of all tenants, but for deleted ones",
            description = "For the operator")
    Page<FleetConnection> list(
            @Parameter(description = "Only those in this phase") @RequestParam(required = false) @Nullable
                    ConnectionPhase phase,
            @Parameter(description = "Only those of this kind") @RequestParam(required = false) @Nullable
                    ConnectionKind kind,
            @Parameter(description = "Only those that wait for this one") @RequestParam(required = false) @Nullable
                    WaitingOn waitingOn,
            @Parameter(description = "Only those with this in their name, in whatever case")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return connections.list(new ConnectionFilter(phase, kind, waitingOn, name), PageRequest.of(limit, cursor));
    }
}
