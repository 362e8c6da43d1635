package dev.postern.onboarding;

import dev.postern.connections.WaitingOn;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way.
 *
 * @param actor who takes it
 * @param summary what that one does
 * @param command to paste; null where there is none
 * @param artefact the id of the kit's item that the step is about; null where it is about none
 */
record Step(
        StepId id,
        boolean done,
        WaitingOn actor,
        String summary,
        @Nullable String command,
        @Nullable String artefact) {

    Step(StepId id, boolean done, WaitingOn actor, String summary) {
        this(id, done, actor, summary, null, null);
    }

    Step withArtefact(String kitItem) {
        return new Step(id, done, actor, summary, command, kitItem);
    }

    Step withCommand(String text) {
        return new Step(id, done, actor, summary, text, artefact);
    }

    /** The same step with what whoever is waited for now has to do. */
    Step now(WaitingOn whom, String what, @Nullable String how) {
        return new Step(id, done, whom, what, how, artefact);
    }
}
