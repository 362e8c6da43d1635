package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes certificates as good or bad as they are wanted. */
final class BrokerCertificates {

    private static final Duration LEFT = Duration.ofDays(9).plusHours(1);
    private static final Duration OVER = Duration.ofDays(2).plusHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 20;

    private final CertificateAuthority authority;

    BrokerCertificates(CertificateAuthority authority) {
        this.authority = authority;
    }

    /**
     * @param own the names of the broker
     * @param others those of another one
     */
    PemKeyPair make(BrokerCertificate kind, List<String> own, List<String> others) {
        return switch (kind) {
            case OWN -> authority.issueServer(own);
            case EXPIRING -> authority.issueServer(own, Instant.now().plus(LEFT));
            case EXPIRED -> authority.issueServer(own, Instant.now().minus(OVER));
            case SELF_SIGNED -> CertificateAuthority.selfSigned(own);
            case ANOTHER_BROKERS -> authority.issueServer(others);
        };
    }

    /** Returns when every listener of the seat that speaks TLS shows this certificate. */
    static void awaitShown(BrokerSeat seat, PemKeyPair certificate) {
        var wanted = Pem.readCertificate(certificate.certificateChain());
        var end = Instant.now().plus(LIMIT);
        while (!Listener.withTls().stream().allMatch(listener -> wanted.equals(shown(seat, listener)))) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "seat %d does not show %s in time".formatted(seat.number(), wanted.getSubjectX500Principal()));
            }
            pause();
        }
    }

    private static X509Certificate shown(BrokerSeat seat, Listener listener) {
        try {
            return ShownCertificate.at(seat.port(listener).address());
        } catch (IOException e) {
            throw new IllegalStateException("no certificate is shown at seat " + seat.number(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a certificate changes", e);
        }
    }
}
