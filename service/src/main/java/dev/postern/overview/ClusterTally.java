package dev.postern.overview;

import dev.postern.clusters.ClusterHealth;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "ClusterTally", description = "How many clusters are how.")
record ClusterTally(
        @Schema(description = "All of them") long total,
        @Schema(description = "By health, each once") List<InHealth> healths,

        @Schema(description = "Those among the healthy ones of which some broker's identity could not be proven")
        long unproven) {

    @Schema(name = "HealthCount", description = "How many clusters are of a health.")
    record InHealth(
            @Schema(description = "The health") ClusterHealth health,
            @Schema(description = "How many") long count) {}
}
