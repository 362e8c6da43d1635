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
            boolean reached = checks.stream().anyMatch(check -> reachedABroker(check, checks));
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

    /**
     * A broker was reached if some check above the TCP connection had something to try on. A gateway is no broker: what
     * counts of a way through a bastion is whether that got there.
     */
    private static boolean reachedABroker(Check check, Collection<Check> checks) {
        String id = check.id().value();
        boolean ladder = id.startsWith("broker/") || id.startsWith("bootstrap/");
        if (!ladder || check.outcome() == CheckOutcome.SKIPPED || check.id().is(Rung.RESOLVE)) {
            return false;
        }
        if (check.id().is(Rung.FORWARDING)) {
            return check.outcome() == CheckOutcome.PASS;
        }
        return !check.id().is(Rung.TCP)
                || (check.outcome() != CheckOutcome.FAIL
                        && checks.stream().noneMatch(other -> isShutOff(other, check.id())));
    }

    private static boolean isShutOff(Check check, CheckId tcp) {
        return check.id().is(Rung.FORWARDING) && check.id().sameParty(tcp) && check.outcome() != CheckOutcome.PASS;
    }
}
