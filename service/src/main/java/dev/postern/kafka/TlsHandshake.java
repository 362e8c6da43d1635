package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.TlsEvidence;
import dev.postern.clusters.spi.TlsOutcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS against a broker's name over a line to somewhere else. Each handshake has a context of its own: a resumed session
 * would show no certificate.
 */
final class TlsHandshake {

    private static final int MAX_NAMES = 100;
    private static final int DNS_NAME = 2;

    /** And no finite fields: a listener may choose a prime that half a second is computed with. */
    private static final String[] CURVES = {"x25519", "secp256r1", "secp384r1", "secp521r1", "x448"};

    private static final int IP_ADDRESS = 7;

    private final Line line;
    private final WitnessedTrust trust;
    private final WitnessedKeys keys;
    private final boolean certificateToShow;
    private final ProbeMeans means;
    private @Nullable SSLSocket socket;

    TlsHandshake(Line line, TlsMaterial material, ProbeMeans means) {
        this.line = line;
        this.trust = new WitnessedTrust(
                material.trust(), check -> means.computing().compute(means.tenant(), line.deadline(), check));
        this.keys = new WitnessedKeys(material.keys());
        this.certificateToShow = material.keys() != null;
        this.means = means;
    }

    /** @param host whose certificate it must be */
    SSLSocket shake(String host) throws TlsRefused, ProbeFailed {
        try (Handshakes.Turn turn = means.handshakes().take(means.tenant(), line.deadline())) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            SSLSocket secure = (SSLSocket) context.getSocketFactory()
                    .createSocket(line.socket(), host, line.socket().getPort(), true);
            socket = secure;
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setNamedGroups(CURVES);
            parameters.setCipherSuites(Stream.of(parameters.getCipherSuites())
                    .filter(suite -> !suite.startsWith("TLS_DHE_"))
                    .toArray(String[]::new));
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException failed) {
            throw refused(failed);
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException("this JVM cannot speak TLS", cause);
        }
    }

    /** Whether the listener asked for a certificate. With TLS 1.3 it refuses ours only after the handshake. */
    boolean clientCertificateRequested() {
        return keys.requested();
    }

    /** What was shown; throws {@link IllegalStateException} before the listener has shown a certificate. */
    TlsEvidence evidence() {
        List<X509Certificate> chain = trust.chain();
        if (chain.isEmpty()) {
            throw new IllegalStateException("no certificate was shown");
        }
        X509Certificate leaf = chain.getFirst();
        Instant notAfter = leaf.getNotAfter().toInstant();
        SSLSocket shaken = socket;
        String protocol = shaken == null ? "" : shaken.getSession().getProtocol();
        return new TlsEvidence(
                protocol.equals("NONE") ? "" : protocol,
                subject(leaf),
                Printable.of(leaf.getIssuerX500Principal().getName()),
                names(leaf),
                leaf.getNotBefore().toInstant(),
                notAfter,
                Math.floorDiv(
                        Duration.between(means.clock().instant(), notAfter).toSeconds(),
                        Duration.ofDays(1).toSeconds()),
                chain.stream().map(TlsHandshake::subject).toList(),
                keys.requested());
    }

    /** What an exception during or after the handshake means. */
    TlsRefused refused(IOException failed) throws ProbeFailed {
        if (line.deadline().passed()) {
            throw line.broken(failed, "the TLS handshake");
        }
        String message = Printable.of(failed.getMessage());
        if (trust.chain().isEmpty() && lost(failed)) {
            return new TlsRefused(new TlsOutcome.Failed(new ProbeError(
                    ProbeFailure.CONNECTION_LOST,
                    "The connection was closed in the handshake, before a certificate was shown.")));
        }
        if (trust.chain().isEmpty()) {
            return new TlsRefused(
                    message.contains("Unsupported or unrecognized SSL message")
                            ? new TlsOutcome.NotTls(false, "What answers does not speak TLS.")
                            : new TlsOutcome.Failed(new ProbeError(
                                    ProbeFailure.TLS,
                                    "The handshake ended before a certificate was shown: %s.".formatted(message))));
        }
        WitnessedTrust.Refusal refusal = trust.refusal();
        if (refusal != null) {
            return new TlsRefused(
                    switch (refusal) {
                        case EXPIRED -> outOfDate();
                        case UNTRUSTED -> new TlsOutcome.UntrustedChain(evidence(), message);
                        case NAME_MISMATCH -> new TlsOutcome.NameMismatch(evidence());
                    });
        }
        if (keys.requested()
                && (!certificateToShow || message.toLowerCase(Locale.ROOT).contains("fatal alert"))) {
            return new TlsRefused(new TlsOutcome.ClientCertificateRefused(evidence(), certificateToShow));
        }
        return new TlsRefused(new TlsOutcome.Failed(
                new ProbeError(ProbeFailure.TLS, "The handshake did not complete: %s.".formatted(message))));
    }

    private static boolean lost(IOException failed) {
        return failed instanceof SocketException
                || failed instanceof EOFException
                || failed.getCause() instanceof SocketException
                || failed.getCause() instanceof EOFException;
    }

    /** Names the certificate that is to blame; the leaf, if all that were shown are good by our clock. */
    private TlsOutcome outOfDate() {
        Date now = Date.from(means.clock().instant());
        for (X509Certificate certificate : trust.chain()) {
            if (now.before(certificate.getNotBefore())) {
                return new TlsOutcome.NotYetValid(
                        evidence(),
                        subject(certificate),
                        certificate.getNotBefore().toInstant());
            }
            if (now.after(certificate.getNotAfter())) {
                return expired(certificate);
            }
        }
        return expired(trust.chain().getFirst());
    }

    private TlsOutcome expired(X509Certificate certificate) {
        return new TlsOutcome.Expired(
                evidence(), subject(certificate), certificate.getNotAfter().toInstant());
    }

    private static String subject(X509Certificate certificate) {
        return Printable.of(certificate.getSubjectX500Principal().getName());
    }

    /** The names that a client compares with: alternative names, and the common name only where there are none. */
    private static List<String> names(X509Certificate leaf) {
        try {
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            if (alternatives != null) {
                return alternatives.stream()
                        .filter(name -> name.getFirst().equals(DNS_NAME)
                                || name.getFirst().equals(IP_ADDRESS))
                        .limit(MAX_NAMES)
                        .map(name -> Printable.of(String.valueOf(name.get(1))))
                        .toList();
            }
            return new LdapName(leaf.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(name -> Printable.of(String.valueOf(name)))
                            .toList();
        } catch (CertificateParsingException | InvalidNameException unreadable) {
            return List.of();
        }
    }
}
