package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.Ladder.Top;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last rung: over every address at which a broker's ladder stands, several connections, each asked who answers. */
final class IdentityCheck {

    private final ClusterPicture picture;
    private final Probes probes;
    private final LoginGate gate;
    private final Fork fork;
    private final Repeatedly repeatedly;

    IdentityCheck(ClusterPicture picture, Probes probes, LoginGate gate, Fork fork) {
        this.picture = picture;
        this.probes = probes;
        this.gate = gate;
        this.fork = fork;
        this.repeatedly = new Repeatedly(probes, gate, fork);
    }

    /** @param live the cluster's metadata, if anybody could give it */
    Finding of(int nodeId, Top top, Optional<ClusterMetadata> live) {
        List<AdvertisedBroker> brokers = live.map(ClusterMetadata::brokers)
                .orElseGet(() -> picture.ways().brokers().stream()
                        .map(RoutedBroker::broker)
                        .toList());
        List<Reading<Finding>> findings = new ArrayList<>(strangers(nodeId, top, brokers));
        Optional<CheckId> obstacle = obstacle(nodeId, top, live);
        if (obstacle.isEmpty()) {
            String known = picture.kafkaClusterId();
            ClusterMetadata cluster =
                    new ClusterMetadata(known == null ? live.orElseThrow().kafkaClusterId() : known, brokers);
            findings.addAll(fork.each(top.standing(), address -> address.with(read(nodeId, address, cluster))));
        }
        return findings.isEmpty() ? Ladder.skipped(obstacle.orElseThrow()) : Finding.ofAddresses(findings);
    }

    /** The check without which nobody can be asked. */
    private Optional<CheckId> obstacle(int nodeId, Top top, Optional<ClusterMetadata> live) {
        if (top.stoppedAt() != null) {
            return Optional.of(top.stoppedAt());
        }
        if (live.isEmpty()) {
            return Optional.of(CheckId.METADATA);
        }
        return gate.open() ? Optional.empty() : Optional.of(CheckId.broker(nodeId, Rung.LOGIN));
    }

    /** Addresses at which another broker's certificate was shown. */
    private static List<Reading<Finding>> strangers(int nodeId, Top top, List<AdvertisedBroker> brokers) {
        return top.tls().stream()
                .flatMap(reading -> TlsRung.shown(reading.result())
                        .flatMap(shown ->
                                TlsRung.owner(shown, reading.target().broker().host(), brokers))
                        .map(owner -> reading.with(IdentityRung.ofCertificate(reading.with(owner), nodeId)))
                        .stream())
                .toList();
    }

    /** Too few connections prove nothing: a log-in that was refused meanwhile has stopped them. */
    private Finding read(int nodeId, Reading<ApiVersionsOutcome> address, ClusterMetadata cluster) {
        List<IdentityOutcome> outcomes = repeatedly.ask(
                IdentityRung.broker(nodeId),
                () -> probes.identify(address.target(), nodeId, cluster),
                IdentityRung::error);
        Finding stopped = Ladder.skipped(CheckId.broker(nodeId, Rung.LOGIN));
        if (outcomes.isEmpty()) {
            return stopped;
        }
        Finding finding =
                IdentityRung.read(address.with(outcomes), nodeId, cluster.brokers(), Principals.of(probes.security()));
        return finding.outcome() == CheckOutcome.PASS && !repeatedly.complete(outcomes) ? stopped : finding;
    }
}
