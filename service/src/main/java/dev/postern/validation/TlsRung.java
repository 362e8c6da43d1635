package dev.postern.validation;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Is it the broker's certificate that is shown there? */
final class TlsRung {

    /** From here on a certificate's end is worth a warning. */
    private static final int WARNING_DAYS = 21;

    /** A certificate may have a hundred, each of 255 letters. */
    private static final int NAMES_SHOWN = 10;

    private static final int NAMES_IN_WORDS = 4;

    private TlsRung() {}

    static Finding read(Reading<TlsOutcome> reading) {
        String host = reading.target().broker().host();
        return switch (reading.result()) {
            case TlsOutcome.Trusted(TlsEvidence shown)
            when shown.daysLeft() < WARNING_DAYS ->
                Finding.warn(
                        "The certificate for %s expires in %d days.".formatted(host, shown.daysLeft()),
                        evidence(shown),
                        "Tenant: renew the certificate of %s before %s.".formatted(host, shown.notAfter()));
            case TlsOutcome.Trusted(TlsEvidence shown) ->
                Finding.pass("The certificate is good for %s.".formatted(host), evidence(shown));
            case TlsOutcome.UntrustedChain(TlsEvidence shown, String detail) ->
                Finding.fail(
                        selfSigned(shown)
                                ? "The certificate (%s) is signed by itself, and not one of the cluster's CA certificates."
                                        .formatted(shown.subject())
                                : "The certificate was issued by %s, which the cluster's CA certificates do not vouch for."
                                        .formatted(shown.issuer()),
                        with(evidence(shown), "detail", detail),
                        untrusted(reading, shown));
            case TlsOutcome.Expired expired -> OutOfDate.read(reading, expired);
            case TlsOutcome.NotYetValid early -> OutOfDate.read(reading, early);
            case TlsOutcome.NameMismatch(TlsEvidence shown) ->
                Finding.fail(
                        "The certificate is for %s, not for %s.".formatted(list(shown.names()), host),
                        evidence(shown),
                        "Tenant: %s; if that is so, add the name to the broker's certificate."
                                .formatted(Behind.leadsAloneTo(reading, host)));
            case TlsOutcome.ClientCertificateRefused(TlsEvidence shown, boolean hadOne) ->
                Finding.fail(
                        hadOne
                                ? "The broker does not accept our client certificate."
                                : "The broker wants a client certificate, and the cluster has none.",
                        evidence(shown),
                        hadOne
                                ? "Tenant: give the cluster a client certificate of an authority that the brokers trust (ssl.truststore of the broker)."
                                : "Tenant: give the cluster a client certificate in security, or set ssl.client.auth to requested or none on the brokers' listener.");
            case TlsOutcome.NotTls(boolean speaksKafka, String detail) ->
                Finding.fail(
                        detail,
                        Map.of("speaksKafkaWithoutTls", speaksKafka),
                        speaksKafka
                                ? "Tenant: see %s: it is not the brokers' TLS port. Let it lead there, or change the cluster's security protocol."
                                        .formatted(Behind.theWay(reading))
                                : "Tenant: see %s; it is no Kafka broker with TLS.".formatted(Behind.theWay(reading)));
            case TlsOutcome.Failed failed ->
                Finding.fail(
                        failed.error().detail(),
                        Map.of("cause", failed.error().cause().name()),
                        NoAnswer.remedy(reading, failed.error().cause())
                                .orElseGet(() ->
                                        "Tenant: see %s, and whether a proxy in between ends TLS or PROXY protocol is on (proxy_protocol_v2 must be off)."
                                                .formatted(Behind.theWay(reading))));
        };
    }

    /** The certificate that was shown, if the handshake got that far. */
    static Optional<TlsEvidence> shown(TlsOutcome outcome) {
        return switch (outcome) {
            case TlsOutcome.Trusted(TlsEvidence shown) -> Optional.of(shown);
            case TlsOutcome.UntrustedChain untrusted -> Optional.of(untrusted.evidence());
            case TlsOutcome.Expired expired -> Optional.of(expired.evidence());
            case TlsOutcome.NotYetValid early -> Optional.of(early.evidence());
            case TlsOutcome.NameMismatch(TlsEvidence shown) -> Optional.of(shown);
            case TlsOutcome.ClientCertificateRefused refused -> Optional.of(refused.evidence());
            case TlsOutcome.NotTls none -> Optional.empty();
            case TlsOutcome.Failed failed -> Optional.empty();
        };
    }

    /** Whose certificate it is, if it is that of one other broker than the one meant. */
    static Optional<AdvertisedBroker> owner(TlsEvidence shown, String meant, Collection<AdvertisedBroker> brokers) {
        if (shown.matches(meant)) {
            return Optional.empty();
        }
        return brokers.stream()
                .filter(broker -> shown.names(broker.address().host()))
                .findFirst();
    }

    private static boolean selfSigned(TlsEvidence shown) {
        return shown.subject().equals(shown.issuer()) && shown.chain().size() == 1;
    }

    private static String untrusted(Reading<?> reading, TlsEvidence shown) {
        return selfSigned(shown)
                ? "Tenant: have the certificate of broker %s issued by an authority of security.caCertificates, or add this very certificate there if it is meant to be."
                        .formatted(reading.target().broker())
                : "Tenant: add the certificate of %s to security.caCertificates if the brokers' certificates come from there; if not, %s."
                        .formatted(
                                shown.issuer(),
                                Behind.leadsAloneTo(
                                        reading, "broker " + reading.target().broker()));
    }

    static Map<String, Object> evidence(TlsEvidence shown) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("subject", shown.subject());
        evidence.put("issuer", shown.issuer());
        evidence.put("names", first(shown.names()));
        evidence.put("notAfter", shown.notAfter().toString());
        evidence.put("daysLeft", shown.daysLeft());
        evidence.put("chain", first(shown.chain()));
        evidence.put("protocol", shown.protocol());
        evidence.put("clientCertificateRequested", shown.clientCertificateRequested());
        return evidence;
    }

    private static Map<String, Object> with(Map<String, Object> evidence, String key, Object value) {
        evidence.put(key, value);
        return evidence;
    }

    /** In a sentence. */
    static String list(Collection<String> names) {
        return names.isEmpty()
                ? "no name at all"
                : String.join(", ", names.stream().limit(NAMES_IN_WORDS).toList());
    }

    private static List<String> first(List<String> names) {
        return names.size() <= NAMES_SHOWN
                ? names
                : Stream.concat(
                                names.stream().limit(NAMES_SHOWN),
                                Stream.of("and %d more".formatted(names.size() - NAMES_SHOWN)))
                        .toList();
    }
}
