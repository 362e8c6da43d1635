package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.TlsEvidence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any broker may answer a bootstrap name of its own, so every broker's certificate must carry it. */
final class BootstrapCertificates {

    private BootstrapCertificates() {}

    /**
     * The check of the bootstrap addresses' TLS, now that the brokers' certificates are known.
     *
     * @param handshake what the handshakes over the bootstrap addresses themselves gave
     * @param advertised addresses of brokers, which need no other broker to carry their names
     * @param shown the certificates that were shown for each node id
     */
    static Check settle(
            Check handshake,
            List<RoutedWay> bootstrap,
            Collection<AdvertisedBroker> advertised,
            Map<Integer, List<TlsEvidence>> shown) {
        if (handshake.outcome() == CheckOutcome.FAIL) {
            return handshake;
        }
        return bootstrap.stream()
                .map(route -> route.way().address())
                .filter(address -> advertised.stream()
                        .noneMatch(broker -> broker.address().key().equals(address.key())))
                .flatMap(address -> missing(address.host(), shown).stream())
                .findFirst()
                .map(finding -> new Check(handshake.id(), null, handshake.millis(), finding))
                .orElse(handshake);
    }

    private static Optional<Finding> missing(String name, Map<Integer, List<TlsEvidence>> shown) {
        List<String> without = shown.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(certificate -> !certificate.matches(name)))
                .map(entry -> IdentityRung.broker(entry.getKey()))
                .sorted()
                .toList();
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "Any broker may answer for %s, but the certificate of %s does not carry that name."
                                .formatted(
                                        name,
                                        String.join(
                                                ", ", without.stream().limit(5).toList())),
                        Map.of("name", name, "without", without),
                        "Tenant: add %s to the subject alternative names of every broker's certificate, or use brokers' own addresses as bootstrap."
                                .formatted(name)));
    }
}
