package dev.postern.onboarding;

import dev.postern.connections.WaitingOn;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "OnboardingStep", description = "A step on the way to a validated mapping.")
record StepView(
        @Schema(description = "Which step") StepId id,

        @Schema(description = "The same for people") String title,

        @Schema(description = "Where it stands; one step at most is `NEXT`")
        StepState state,

        @Schema(description = "Who takes it") WaitingOn actor,

        @Schema(description = "What that one does") String summary,

        @Schema(
                description =
                        "The same as a text to paste; null where there is none. `POSTERN_URL` and `POSTERN_TOKEN`, a token "
                                + "of an administrator, are in the environment")
        @Nullable
        String command,

        @Schema(description = "The id of the text of the kit that it takes; null where it takes none") @Nullable
        String artefact) {

    static StepView of(Step step, StepState state) {
        return new StepView(
                step.id(), step.id().title(), state, step.actor(), step.summary(), step.command(), step.artefact());
    }
}
