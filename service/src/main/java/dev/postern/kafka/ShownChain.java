package dev.postern.kafka;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/**
 * What is looked at of the certificates that a listener shows. The JDK tries all paths through those that have names in
 * common (RFC 4158 tells how many there can be), with whatever keys they have: a listener would keep it busy for minutes.
 */
final class ShownChain {

    /** As in certificates that a tenant gives. */
    private static final int MAX_RSA_BITS = 8192;

    private static final int MAX_RSA_EXPONENT_BITS = 64;

    private ShownChain() {}

    /** One certificate of each subject, the first one: then there is one path. Throws for a key of unusual size or kind. */
    static X509Certificate[] considered(X509Certificate[] shown) throws CertificateException {
        Map<X500Principal, X509Certificate> firsts = new LinkedHashMap<>();
        for (X509Certificate certificate : shown) {
            if (!reasonable(certificate.getPublicKey())) {
                throw new CertificateException(
                        "a certificate of the chain has a key that is not used in TLS any more, or an RSA key of more than %d bits"
                                .formatted(MAX_RSA_BITS));
            }
            firsts.putIfAbsent(certificate.getSubjectX500Principal(), certificate);
        }
        return firsts.values().toArray(X509Certificate[]::new);
    }

    private static boolean reasonable(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                within(rsa.getModulus(), MAX_RSA_BITS) && within(rsa.getPublicExponent(), MAX_RSA_EXPONENT_BITS);
            case ECPublicKey ec -> true;
            case EdECPublicKey ed -> true;
            default -> false;
        };
    }

    private static boolean within(BigInteger number, int bits) {
        return number.signum() > 0 && number.bitLength() <= bits;
    }
}
