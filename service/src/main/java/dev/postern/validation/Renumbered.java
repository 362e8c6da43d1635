package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.IdentityOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a listener that leads to the wrong broker from one whose right broker has got another node id. */
final class Renumbered {

    private Renumbered() {}

    /**
     * Empty unless everybody who answered is the one broker that the cluster now advertises at this very address.
     *
     * @param nodeId who should have answered
     */
    static Optional<Finding> read(
            Reading<List<IdentityOutcome>> reading,
            int nodeId,
            Collection<AdvertisedBroker> brokers,
            Map<String, Object> evidence) {
        return brokers.stream()
                .filter(broker -> broker.nodeId() != nodeId
                        && broker.address()
                                .key()
                                .equals(reading.target().broker().key()))
                .map(AdvertisedBroker::nodeId)
                .filter(now -> reading.result().stream().allMatch(outcome -> isBroker(outcome, now)))
                .findFirst()
                .map(now -> finding(reading, nodeId, now, evidence));
    }

    private static boolean isBroker(IdentityOutcome outcome, Integer nodeId) {
        return outcome instanceof IdentityOutcome.AnsweredByAnother other && nodeId.equals(other.nodeId());
    }

    private static Finding finding(Reading<?> reading, int before, int now, Map<String, Object> evidence) {
        return Finding.fail(
                "Here answers broker %d, not broker %d: the cluster has given %s another node id."
                        .formatted(now, before, reading.target().broker()),
                evidence,
                "Tenant: make the routes that match broker %d by its node id match broker %d, so that it is sent to %s. Postern reads the topology again by itself; validate once it has."
                        .formatted(before, now, reading.route().listener()));
    }
}
