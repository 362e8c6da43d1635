package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose ladder is climbed: a broker, or the bootstrap addresses together.
 *
 * @param nodeId null for the bootstrap addresses
 * @param routes one for a broker
 */
record Party(@Nullable Integer nodeId, List<RoutedWay> routes) {

    Party {
        routes = List.copyOf(routes);
    }

    static Party bootstrap(List<RoutedWay> routes) {
        return new Party(null, routes);
    }

    static Party broker(ClusterPicture.RoutedBroker broker) {
        return new Party(broker.broker().nodeId(), List.of(broker.route()));
    }

    CheckId check(Rung rung) {
        return nodeId == null ? CheckId.bootstrap(rung) : CheckId.broker(nodeId, rung);
    }

    /** The checks of the ladder, from the bottom up. */
    List<Rung> rungs(SecurityProtocol protocol) {
        return Stream.of(Rung.values())
                .filter(rung -> rung.applies(protocol, tunnelled()))
                .toList();
    }

    boolean tunnelled() {
        return routes.stream().anyMatch(RoutedWay::tunnelled);
    }

    /** In a sentence. */
    String label() {
        return nodeId == null ? "the bootstrap address" : IdentityRung.broker(nodeId);
    }
}
