package dev.postern.validation;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.validation.Ladder.Top;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whoever answers at a bootstrap address may be any broker, but one of this cluster: a client that is sent to another one
 * learns that one's brokers, and never comes back.
 */
final class BootstrapIdentity {

    private static final String NOBODY = "nobody";

    /** What is kept of one connection's answer: all of it, of many connections, is a lot of memory. */
    private record Told(String cluster, Optional<ProbeError> silence) {}

    private final Probes probes;
    private final LoginGate gate;
    private final Fork fork;
    private final Repeatedly repeatedly;

    BootstrapIdentity(Probes probes, LoginGate gate, Fork fork) {
        this.probes = probes;
        this.gate = gate;
        this.fork = fork;
        this.repeatedly = new Repeatedly(probes, gate, fork);
    }

    /** @param expected the cluster's id, as it is known from earlier or was learnt in this run; empty if neither */
    Finding of(Top top, Optional<String> expected) {
        if (top.stoppedAt() != null) {
            return Ladder.skipped(top.stoppedAt());
        }
        if (expected.isEmpty()) {
            return Ladder.skipped(CheckId.METADATA);
        }
        if (!gate.open()) {
            return Ladder.skipped(CheckId.bootstrap(Rung.LOGIN));
        }
        return Finding.ofAddresses(fork.each(top.standing(), address -> address.with(ask(address, expected.get()))));
    }

    private Finding ask(Reading<ApiVersionsOutcome> address, String expected) {
        List<Told> outcomes =
                repeatedly.ask("the bootstrap address", () -> told(probes.metadata(address.target())), Told::silence);
        Map<String, Integer> clusters = new TreeMap<>();
        outcomes.forEach(outcome -> clusters.merge(outcome.cluster(), 1, Integer::sum));
        Finding finding = read(address, outcomes, clusters, expected);
        return finding.outcome() == CheckOutcome.PASS && !repeatedly.complete(outcomes)
                ? Ladder.skipped(CheckId.bootstrap(Rung.LOGIN))
                : finding;
    }

    private static Finding read(
            Reading<?> address, List<Told> outcomes, Map<String, Integer> clusters, String expected) {
        Map<String, Object> evidence = Map.of("connections", outcomes.size(), "clusters", clusters);
        List<String> others = clusters.keySet().stream()
                .filter(id -> !id.equals(expected) && !id.equals(NOBODY))
                .toList();
        if (!others.isEmpty()) {
            return Finding.fail(
                    "Of %d connections %d reached a broker of the cluster %s; the others reached the cluster %s."
                            .formatted(
                                    outcomes.size(),
                                    clusters.getOrDefault(expected, 0),
                                    expected,
                                    String.join(", ", others)),
                    evidence,
                    address.route().tunnelled()
                            ? "Tenant: %s."
                                    .formatted(Behind.leadsAloneTo(address, "brokers of the cluster " + expected))
                            : "Tenant: leave only brokers of the cluster %s in the target group of %s."
                                    .formatted(expected, address.route().listener()));
        }
        Optional<ProbeError> silence =
                outcomes.stream().flatMap(outcome -> outcome.silence().stream()).findFirst();
        return silence.map(error -> Finding.fail(
                        "%d of %d connections gave no answer.".formatted(clusters.get(NOBODY), outcomes.size()),
                        evidence,
                        "Tenant: see %s; not everything there answers.".formatted(Behind.theWay(address))))
                .orElseGet(() -> Finding.pass(
                        "All %d connections reached brokers of the cluster.".formatted(outcomes.size()), evidence));
    }

    private static Told told(BrokerMetadataOutcome outcome) {
        return switch (outcome) {
            case BrokerMetadataOutcome.Answered(ClusterMetadata metadata) ->
                new Told(metadata.kafkaClusterId(), Optional.empty());
            case BrokerMetadataOutcome.Failed(ProbeError error) -> new Told(NOBODY, Optional.of(error));
        };
    }
}
