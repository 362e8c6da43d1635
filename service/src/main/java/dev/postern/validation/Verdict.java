package dev.postern.validation;

import dev.postern.clusters.ClusterHealth;
import java.util.Collection;

/**
 * What the checks of a run add up to.
 *
 * @param state of the run
 * @param health of the cluster
 * @param unproven whether the cluster is healthy, but some broker's identity could not be proven
 */
record Verdict(ValidationState state, ClusterHealth health, boolean unproven) {

    static Verdict of(Collection<Check> checks) {
        if (checks.stream().anyMatch(check -> check.outcome() == CheckOutcome.FAIL)) {
            boolean reached = checks.stream().anyMatch(Verdict::reachedABroker);
            return new Verdict(
                    ValidationState.FAILED, reached ? ClusterHealth.FAILING : ClusterHealth.UNREACHABLE, false);
        }
        if (checks.stream()
                .anyMatch(
                        check -> check.outcome() == CheckOutcome.UNPROVEN || check.outcome() == CheckOutcome.SKIPPED)) {
            return new Verdict(ValidationState.INCONCLUSIVE, ClusterHealth.HEALTHY, true);
        }
        return new Verdict(ValidationState.PASSED, ClusterHealth.HEALTHY, false);
    }

    /** A broker was reached if some check above the TCP connection had something to try on. */
    private static boolean reachedABroker(Check check) {
        String id = check.id().value();
        boolean ladder = id.startsWith("broker/") || id.startsWith("bootstrap/");
        return ladder
                && check.outcome() != CheckOutcome.SKIPPED
                && !id.endsWith("/" + Rung.RESOLVE.word())
                && !(id.endsWith("/" + Rung.TCP.word()) && check.outcome() == CheckOutcome.FAIL);
    }
}
