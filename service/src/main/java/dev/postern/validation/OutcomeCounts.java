package dev.postern.validation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;

@Schema(name = "OutcomeCounts", description = "How many checks ended how.")
record OutcomeCounts(
        @Schema(description = "Passed") long pass,
        @Schema(description = "Passed with a warning") long warn,
        @Schema(description = "Failed") long fail,
        @Schema(description = "Not tried") long skipped,
        @Schema(description = "Could not be told") long unproven) {

    static OutcomeCounts of(Collection<Check> checks) {
        return new OutcomeCounts(
                count(checks, CheckOutcome.PASS),
                count(checks, CheckOutcome.WARN),
                count(checks, CheckOutcome.FAIL),
                count(checks, CheckOutcome.SKIPPED),
                count(checks, CheckOutcome.UNPROVEN));
    }

    private static long count(Collection<Check> checks, CheckOutcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }
}
