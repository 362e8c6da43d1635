package dev.postern.events;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;

@Schema(name = "Event", description = "Something that happened to a resource of a tenant.")
record EventView(
        @Schema(description = "The tenant whose resource it is")
        TenantId tenantId,

        @Schema(description = "What happened", example = "connection.updated")
        String type,

        @Schema(description = "The id of the resource it happened to")
        String subject,

        @Schema(description = "What else there is to know without asking for the resource")
        Map<String, Object> details,

        @Schema(description = "When") Instant occurredAt) {}
