package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run says that had to be stopped: of each ladder the check that was under way has failed, and those above it are
 * skipped. So every check has an outcome, and none passed that was not made.
 */
final class Unmade {

    private final SecurityProtocol protocol;
    private final Duration limit;
    private final Set<CheckId> made;
    private final List<Check> unmade = new ArrayList<>();

    private Unmade(SecurityProtocol protocol, Duration limit, Collection<Check> made) {
        this.protocol = protocol;
        this.limit = limit;
        this.made = made.stream().map(Check::id).collect(Collectors.toSet());
    }

    /** @param made the checks that the run did make */
    static List<Check> of(
            Collection<Party> parties, SecurityProtocol protocol, Duration limit, Collection<Check> made) {
        Unmade rest = new Unmade(protocol, limit, made);
        rest.unmade.add(new Check(CheckId.RUN, null, limit.toMillis(), rest.stopped()));
        if (!rest.made.contains(CheckId.METADATA)) {
            rest.unmade.add(new Check(CheckId.METADATA, null, limit.toMillis(), rest.underWay()));
        }
        parties.forEach(rest::climb);
        return rest.unmade;
    }

    private void climb(Party party) {
        List<Rung> missing = party.rungs(protocol).stream()
                .filter(rung -> !made.contains(party.check(rung)))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        Rung first = missing.getFirst();
        CheckId failed = party.check(first);
        if (first == Rung.IDENTITY && !made.contains(CheckId.METADATA)) {
            failed = CheckId.METADATA;
        } else {
            unmade.add(new Check(failed, party.nodeId(), limit.toMillis(), underWay()));
        }
        for (Rung rung : missing) {
            if (!party.check(rung).equals(failed)) {
                unmade.add(new Check(party.check(rung), party.nodeId(), 0, Ladder.skipped(failed)));
            }
        }
    }

    private Finding stopped() {
        return Finding.fail(
                "The run was stopped after %s; some checks were not done.".formatted(inWords()),
                evidence(),
                "Look at the checks that were not done when the run was stopped. Operator: raise postern.validation.run-limit if the cluster is just large.");
    }

    private Finding underWay() {
        return Finding.fail(
                "Not done when the run was stopped after %s.".formatted(inWords()),
                evidence(),
                "See what keeps the brokers from answering in time, or do what the check run asks for; then validate again.");
    }

    private Map<String, Object> evidence() {
        return Map.of("limitMillis", limit.toMillis());
    }

    private String inWords() {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " seconds" : limit.toMillis() + " ms";
    }
}
