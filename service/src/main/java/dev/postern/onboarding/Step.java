package dev.postern.onboarding;

import dev.postern.connections.ConnectionReason;
import dev.postern.connections.WaitingOn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way.
 *
 * @param actor who takes it
 * @param summary what that one does
 * @param command to paste; null where there is none
 * @param reasons those of the connection's for which the step's own words are made
 * @param artefact the id of the kit's item that the step is about; null where it is about none
 */
record Step(
        StepId id,
        boolean done,
        WaitingOn actor,
        String summary,
        @Nullable String command,
        Set<ConnectionReason> reasons,
        @Nullable String artefact) {

    Step {
        reasons = Set.copyOf(reasons);
    }

    Step(StepId id, boolean done, WaitingOn actor, String summary) {
        this(id, done, actor, summary, null, Set.of(), null);
    }

    Step withArtefact(String kitItem) {
        return new Step(id, done, actor, summary, command, reasons, kitItem);
    }

    Step withCommand(String text, ConnectionReason... when) {
        return new Step(id, done, actor, summary, text, Set.of(when), artefact);
    }

    /** The same step with what whoever is waited for now has to do. */
    Step now(WaitingOn whom, String what, @Nullable String how) {
        return new Step(id, done, whom, what, how, reasons, artefact);
    }
}
