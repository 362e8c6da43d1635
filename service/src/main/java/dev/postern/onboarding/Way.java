package dev.postern.onboarding;

import dev.postern.connections.ConnectionStanding;
import dev.postern.connections.NextAction;
import dev.postern.connections.WaitingOn;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole way of a connection, and where on it one is: at the first step that is not done.
 *
 * @param next index of that step; as many as there are steps once all is done
 */
record Way(List<Step> steps, int next, @Nullable NextAction nextAction) {

    Way {
        steps = List.copyOf(steps);
    }

    /** @param ofConnection the steps that the connection's own standing tells more about */
    static Way of(ConnectionStanding standing, List<Step> ofConnection, List<Step> ofCluster) {
        List<Step> steps =
                Stream.concat(ofConnection.stream(), ofCluster.stream()).toList();
        int next = (int) steps.stream().takeWhile(Step::done).count();
        if (next == steps.size()) {
            return new Way(steps, next, null);
        }
        if (next >= ofConnection.size()) {
            Step step = steps.get(next);
            boolean ours = step.actor() == WaitingOn.POSTERN;
            return new Way(steps, next, ours ? null : new NextAction(step.summary(), step.command()));
        }
        return new Way(
                IntStream.range(0, steps.size())
                        .mapToObj(index -> index == next ? at(standing, steps.get(index)) : steps.get(index))
                        .toList(),
                next,
                standing.nextAction());
    }

    /** The one step of a connection that goes, or is gone. */
    static Way out(ConnectionStanding standing) {
        String rest = standing.gone()
                ? "It is deleted. What was made for it on your side can go: terraform destroy, or Postern's lines in"
                        + " authorized_keys."
                : standing.message();
        Step step = new Step(StepId.DELETION, standing.gone(), standing.waitingOn(), rest);
        return new Way(List.of(step), standing.gone() ? 1 : 0, standing.nextAction());
    }

    /** The connection tells what is waited for; the step's own words are for when that is the step itself. */
    private static Step at(ConnectionStanding standing, Step step) {
        NextAction action = standing.nextAction();
        if (action == null) {
            return step.now(standing.waitingOn(), standing.message(), null);
        }
        if (!step.reasons().contains(standing.reason())) {
            return step.now(standing.waitingOn(), action.summary(), action.command());
        }
        return step.id() == StepId.NAME_SERVICE
                ? step
                : step.now(standing.waitingOn(), action.summary(), joined(action.command(), step.command()));
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        String lines = Stream.of(first, second).filter(Objects::nonNull).collect(Collectors.joining("\n"));
        return lines.isEmpty() ? null : lines;
    }

    List<StepView> views() {
        return IntStream.range(0, steps.size())
                .mapToObj(index -> StepView.of(steps.get(index), state(index)))
                .toList();
    }

    private StepState state(int index) {
        return steps.get(index).done() ? StepState.DONE : index == next ? StepState.NEXT : StepState.LATER;
    }
}
