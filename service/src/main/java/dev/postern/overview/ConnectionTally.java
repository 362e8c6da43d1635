package dev.postern.overview;

import dev.postern.connections.ConnectionPhase;
import dev.postern.connections.WaitingOn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "ConnectionTally", description = "How many connections are how; deleted ones are not counted.")
record ConnectionTally(
        @Schema(description = "All of them") long total,

        @Schema(description = "By phase, each phase but `DELETED` once")
        List<InPhase> phases,

        @Schema(description = "By who acts next, each once") List<Waiting> waitingOn) {

    @Schema(name = "PhaseCount", description = "How many connections are in a phase.")
    record InPhase(
            @Schema(description = "The phase") ConnectionPhase phase,
            @Schema(description = "How many") long count) {}

    @Schema(name = "WaitingCount", description = "How many connections wait for somebody.")
    record Waiting(
            @Schema(description = "For whom") WaitingOn waitingOn,
            @Schema(description = "How many") long count) {}
}
