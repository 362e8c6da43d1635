package dev.postern.connections;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

@Schema(description = "The operator's word that a connection may use an endpoint service though another one has it.")
record ClaimWaiver(
        @Schema(
                description = "The name of that endpoint service, and of no other",
                example = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718")
        @NotNull
        String serviceName) {}
