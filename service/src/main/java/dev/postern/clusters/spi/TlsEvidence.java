package dev.postern.clusters.spi;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a listener showed in a TLS handshake. All text is the other side's, made printable and cut to size.
 *
 * @param protocol the version of TLS; empty where the handshake ended before that was settled
 * @param subject of the leaf
 * @param issuer of the leaf
 * @param names the leaf's subject alternative names, DNS names and IP addresses, at most 100, in lower case
 * @param notAfter when the leaf expires
 * @param daysLeft whole days until then; negative once it has expired
 * @param chain the subjects of all certificates, leaf first
 * @param clientCertificateRequested whether the listener asked us for a certificate
 */
public record TlsEvidence(
        String protocol,
        String subject,
        String issuer,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        long daysLeft,
        List<String> chain,
        boolean clientCertificateRequested) {

    public TlsEvidence {
        names = names.stream().map(TlsEvidence::normal).toList();
        chain = List.copyOf(chain);
    }

    /** Whether the certificate is good for {@code host}: a wildcard stands for exactly one leftmost label (RFC 6125). */
    public boolean matches(String host) {
        String wanted = normal(host);
        return names.stream().anyMatch(name -> matches(name, wanted));
    }

    /** Whether the certificate gives {@code host} literally; a wildcard names nobody. */
    public boolean names(String host) {
        return names.contains(normal(host));
    }

    private static boolean matches(String name, String host) {
        if (!name.startsWith("*.")) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(name.substring(1));
    }

    private static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
