package dev.postern.validation;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Asks one address the same thing over several connections: behind a listener there may be more than one broker. */
final class Repeatedly {

    private final Probes probes;
    private final LoginGate gate;
    private final Fork fork;

    Repeatedly(Probes probes, LoginGate gate, Fork fork) {
        this.probes = probes;
        this.gate = gate;
        this.fork = fork;
    }

    /**
     * All at once; where that takes log-ins one after the other, so that a refused one is the last. A target that hangs is
     * not waited for again and again.
     *
     * @param broker whom the log-in is for, in words
     * @param error why a question got no answer; empty if it got one
     * @return fewer outcomes than there are to be connections if the log-in was refused, here or elsewhere, or an answer
     *     did not come in time
     */
    <T> List<T> ask(String broker, Supplier<T> question, Function<T, Optional<ProbeError>> error) {
        int connections = probes.connectionsPerAddress();
        if (!probes.security().protocol().sasl()) {
            return fork.each(IntStream.range(0, connections).boxed().toList(), number -> question.get());
        }
        List<T> outcomes = new ArrayList<>();
        boolean goOn = true;
        while (goOn && outcomes.size() < connections && gate.open()) {
            T outcome = question.get();
            outcomes.add(outcome);
            Optional<ProbeFailure> cause = error.apply(outcome).map(ProbeError::cause);
            cause.filter(ProbeFailure.LOGIN_REFUSED::equals).ifPresent(refused -> gate.refused(broker));
            goOn = cause.filter(ProbeFailure.TIMEOUT::equals).isEmpty();
        }
        return outcomes;
    }

    /** Whether so many outcomes are all that there should be. */
    boolean complete(List<?> outcomes) {
        return outcomes.size() == probes.connectionsPerAddress();
    }
}
