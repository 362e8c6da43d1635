package dev.postern.resolution;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "MappingChanges", description = "Mappings that changed since a point in time, of all tenants.")
record MappingChanges(
        @ArraySchema(
                arraySchema = @Schema(description = "In the order of their changes; each with its newest content"),
                schema = @Schema(implementation = MappingChange.class))
        List<MappingChange> items,

        @Schema(description = "Send it as `after` to go on from here, now or later")
        String after,

        @Schema(description = "Whether there is more already; if not, ask again after a while")
        boolean more) {}
