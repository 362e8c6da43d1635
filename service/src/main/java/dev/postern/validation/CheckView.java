package dev.postern.validation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(name = "Check", description = "A check of a validation that has ended.")
record CheckView(
        @Schema(description = "Names the check within its run", example = "broker/2/identity")
        String id,

        @Schema(description = "How it ended") CheckOutcome outcome,

        @Schema(description = "The broker that it is about; null where it is about none, or none is known yet")
        @Nullable
        Integer nodeId,

        @Schema(description = "How long it took, in milliseconds")
        long millis,

        @Schema(description = "What was found, in a sentence")
        String summary,

        @Schema(description = "What the sentence is based on")
        Map<String, Object> evidence,

        @Schema(description = "The next step, and whose it is; null if the check passed") @Nullable
        String remedy) {

    static CheckView of(Check check) {
        Finding finding = check.finding();
        return new CheckView(
                check.id().value(),
                finding.outcome(),
                check.nodeId(),
                check.millis(),
                finding.summary(),
                finding.evidence(),
                finding.remedy());
    }
}
