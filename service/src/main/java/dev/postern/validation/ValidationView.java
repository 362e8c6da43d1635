package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.Page;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Validation", description = "A run of checks over a cluster.")
record ValidationView(
        @Schema(description = "The run's id") ValidationId id,

        @Schema(description = "The cluster that it is about")
        ClusterId clusterId,

        @Schema(description = "How far the run is, and how it ended")
        ValidationState state,

        @Schema(description = "The id of the token that asked for it, or postern if it began by itself")
        String startedBy,

        @Schema(description = "When it was asked for") Instant startedAt,

        @Schema(description = "When it ended; null while it runs") @Nullable
        Instant finishedAt,

        @Schema(description = "Why the run itself could not be brought to an end; null if its checks tell all")
        @Nullable
        String message,

        @Schema(description = "How the checks ended, as far as they have")
        OutcomeCounts counts,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "The checks that have ended: configuration, connections, bootstrap, metadata, then broker by broker"),
                schema = @Schema(implementation = CheckView.class))
        List<CheckView> checks,

        @Schema(description = "Send it as `cursor` for the checks that follow; null where these are the last so far")
        @Nullable
        String nextCursor) {

    static ValidationView of(ValidationSummary summary, Page<Check> checks) {
        return new ValidationView(
                summary.id(),
                summary.clusterId(),
                summary.state(),
                summary.startedBy(),
                summary.startedAt(),
                summary.finishedAt(),
                summary.message(),
                summary.counts(),
                checks.items().stream().map(CheckView::of).toList(),
                checks.nextCursor());
    }
}
