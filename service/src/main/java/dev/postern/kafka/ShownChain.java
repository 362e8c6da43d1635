package dev.postern.kafka;

import dev.postern.foundation.PublicKeys;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * What is looked at of the certificates that a listener shows. The JDK tries all paths through those that have names in
 * common (RFC 4158 tells how many there can be), with whatever keys they have: a listener would keep it busy for minutes.
 */
final class ShownChain {

    private ShownChain() {}

    /** One certificate of each subject, the first one: then there is one path. Throws for a key of unusual size or kind. */
    static X509Certificate[] considered(X509Certificate[] shown) throws CertificateException {
        Map<X500Principal, X509Certificate> firsts = new LinkedHashMap<>();
        for (X509Certificate certificate : shown) {
            if (!PublicKeys.usual(certificate.getPublicKey())) {
                throw new CertificateException(
                        "a certificate of the chain has a key that is not used in TLS any more, or an RSA key of more than %d bits"
                                .formatted(PublicKeys.MAX_RSA_BITS));
            }
            firsts.putIfAbsent(certificate.getSubjectX500Principal(), certificate);
        }
        return firsts.values().toArray(X509Certificate[]::new);
    }
}
