package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.connections.ConnectionKind;
import dev.postern.validation.ClusterPicture.RoutedBroker;
import dev.postern.validation.ClusterPicture.Unrouted;
import dev.postern.validation.ClusterPicture.Ways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Does what the cluster says of itself fit what we know of it? */
final class MetadataReading {

    /** Of brokers that are wrong in one way, so many are named: a page is to show them. */
    private static final int MOST_NAMED = 50;

    private MetadataReading() {}

    /**
     * @param answer what a broker said, and where it was asked
     * @param ways where the brokers lead that are advertised now
     */
    static Finding read(ClusterPicture picture, Reading<ClusterMetadata> answer, Ways ways) {
        ClusterMetadata live = answer.result();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("kafkaClusterId", live.kafkaClusterId());
        evidence.put(
                "brokers",
                live.brokers().stream()
                        .map(broker -> "%d %s".formatted(broker.nodeId(), broker.address()))
                        .toList());
        String known = picture.kafkaClusterId();
        if (known != null && !known.equals(live.kafkaClusterId())) {
            evidence.put("expectedKafkaClusterId", known);
            return Finding.fail(
                    "Another cluster answers: its id is %s, not %s.".formatted(live.kafkaClusterId(), known),
                    evidence,
                    (answer.route().tunnelled()
                                    ? "Tenant: see %s: that is the other cluster.".formatted(Behind.theWay(answer))
                                    : "Tenant: see that the target groups lead to the cluster's own brokers; that of %s leads to the other cluster."
                                            .formatted(answer.route().listener()))
                            + " If the cluster was made anew, delete it here and create it again.");
        }
        if (!live.refused().isEmpty()) {
            evidence.put(
                    "refused",
                    live.refused().stream()
                            .limit(MOST_NAMED)
                            .map(refused -> "%d: %s".formatted(refused.nodeId(), refused.detail()))
                            .toList());
            return Finding.fail(
                    "The cluster advertises %d broker(s) that nobody can connect to."
                            .formatted(live.refused().size()),
                    evidence,
                    "Tenant: correct advertised.listeners of the brokers listed.");
        }
        List<Unrouted> unrouted =
                ways.unrouted().stream().filter(each -> each.nodeId() != null).toList();
        if (!unrouted.isEmpty()) {
            Unrouted first = unrouted.getFirst();
            evidence.put(
                    "unroutable",
                    unrouted.stream()
                            .limit(MOST_NAMED)
                            .map(each -> "%s: %s".formatted(each.label(), each.reason()))
                            .toList());
            return Finding.fail(
                    "No way leads to %s%s."
                            .formatted(
                                    first.label(),
                                    unrouted.size() == 1 ? "" : " and %d more".formatted(unrouted.size() - 1)),
                    evidence,
                    remedy(first, picture));
        }
        return changed(picture, live, evidence);
    }

    private static Finding changed(ClusterPicture picture, ClusterMetadata live, Map<String, Object> evidence) {
        List<String> stale = picture.ways().brokers().stream()
                .map(RoutedBroker::broker)
                .filter(broker -> live.brokers().stream().noneMatch(now -> same(broker, now)))
                .map(broker -> "%d %s".formatted(broker.nodeId(), broker.address()))
                .toList();
        if (!stale.isEmpty()) {
            evidence.put("noLongerAdvertised", stale.stream().limit(MOST_NAMED).toList());
            return Finding.warn(
                    "The mapping still has %d broker(s) that the cluster no longer advertises.".formatted(stale.size()),
                    evidence,
                    "Postern reads the topology again by itself. If the broker is to stay, tenant: see that it runs.");
        }
        return Finding.pass(
                "The cluster has %d broker(s), and a way leads to each."
                        .formatted(live.brokers().size()),
                evidence);
    }

    private static boolean same(AdvertisedBroker known, AdvertisedBroker now) {
        return known.nodeId() == now.nodeId()
                && Objects.equals(known.address().key(), now.address().key());
    }

    private static String remedy(Unrouted broker, ClusterPicture picture) {
        return switch (broker.reason()) {
            case Unrouted.NO_ROUTE ->
                overBastionsOnly(picture)
                        ? "Tenant: add a route that covers %s, with a port of the kind TUNNEL."
                                .formatted(broker.label())
                        : "Tenant: add a listener for %s to the load balancer, with a target group that holds this broker alone, and a route that leads to that listener's port."
                                .formatted(broker.label());
            case Unrouted.PORT_CONFLICT ->
                "Tenant: give %s a listener port of its own, and change its route to that port."
                        .formatted(broker.label());
            default ->
                "Bring the connection that the broker's route leads through to AVAILABLE; it says itself what is missing.";
        };
    }

    private static boolean overBastionsOnly(ClusterPicture picture) {
        return !picture.connections().isEmpty()
                && picture.connections().values().stream()
                        .allMatch(endpoint -> endpoint.kind() == ConnectionKind.SSH_BASTION);
    }
}
