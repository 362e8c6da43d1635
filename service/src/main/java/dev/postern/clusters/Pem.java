package dev.postern.clusters;

import dev.postern.foundation.PublicKeys;
import dev.postern.foundation.Secret;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in the text form of RFC 7468. Refusals say what to do, and repeat nothing of the text. */
final class Pem {

    static final int MAX_LENGTH = 65_536;

    private static final int MAX_CERTIFICATES = 50;

    /** An authority has a new one now and then; each is tried for whatever says that it was signed by that name. */
    private static final int MAX_OF_A_SUBJECT = 4;

    /** Of a private key, in bits: one of four times as many takes us seconds to sign with. */
    private static final int MAX_RSA_KEY = 4096;

    private static final int MAX_RSA_EXPONENT = 64;
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private Pem() {}

    /** At least one certificate; throws {@link IllegalArgumentException} where the text is something else. */
    static List<X509Certificate> certificates(String text) {
        if (text.contains("PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "holds a private key, and this field can be read by others; put only certificates here, and treat the key as known");
        }
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException("is not PEM: it must hold -----BEGIN CERTIFICATE----- ...");
        }
        List<X509Certificate> certificates;
        try {
            certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException malformed) {
            throw new IllegalArgumentException(
                    "holds a certificate that cannot be read; check that it was copied whole, with its BEGIN and END lines",
                    malformed);
        }
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw new IllegalArgumentException("holds 1 to %d certificates".formatted(MAX_CERTIFICATES));
        }
        certificates.forEach(certificate -> checkCost(certificate.getPublicKey()));
        checkSubjects(certificates);
        return certificates;
    }

    static PrivateKey privateKey(Secret text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("has at most %d characters".formatted(MAX_LENGTH));
        }
        String pem = text.reveal();
        if (pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "is encrypted with a passphrase; remove that first: openssl pkcs8 -in client.key -out plain.key");
        }
        if (pem.contains("-----BEGIN RSA PRIVATE KEY-----") || pem.contains("-----BEGIN EC PRIVATE KEY-----")) {
            throw new IllegalArgumentException(
                    "is a key in an older form; convert it: openssl pkcs8 -topk8 -nocrypt -in client.key -out pkcs8.key");
        }
        Matcher matcher = PKCS8.matcher(pem);
        if (!matcher.find()) {
            throw new IllegalArgumentException("is not PEM: it must hold -----BEGIN PRIVATE KEY----- ...");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
        PrivateKey key = Stream.of("RSA", "EC", "EdDSA", "RSASSA-PSS")
                .map(algorithm -> key(algorithm, der))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "holds a key that cannot be read; RSA, EC and Ed25519 keys in PKCS#8 can"));
        checkCost(key);
        return key;
    }

    private static void checkSubjects(List<X509Certificate> certificates) {
        boolean tooMany = certificates.stream()
                .collect(Collectors.groupingBy(X509Certificate::getSubjectX500Principal, Collectors.counting()))
                .values()
                .stream()
                .anyMatch(count -> count > MAX_OF_A_SUBJECT);
        if (tooMany) {
            throw new IllegalArgumentException(
                    "holds more than %d certificates of the same subject; keep those that are in use"
                            .formatted(MAX_OF_A_SUBJECT));
        }
    }

    private static void checkCost(PublicKey key) {
        if (PublicKeys.usual(key)) {
            return;
        }
        throw new IllegalArgumentException(
                key instanceof RSAPublicKey
                        ? "holds a certificate with an RSA key of more than %d bits, or with an unusual exponent; use one of 2048 to %d bits"
                                .formatted(PublicKeys.MAX_RSA_BITS, MAX_RSA_KEY)
                        : "holds a certificate with a key that is not used in TLS any more; use one with RSA, EC or Ed25519");
    }

    private static void checkCost(PrivateKey key) {
        if (!(key instanceof RSAPrivateKey rsa)) {
            return;
        }
        if (rsa.getModulus().bitLength() > MAX_RSA_KEY) {
            throw new IllegalArgumentException(
                    "is an RSA key of %d bits; use one of 2048 to %d bits, with which it is quicker to sign"
                            .formatted(rsa.getModulus().bitLength(), MAX_RSA_KEY));
        }
        if (!(rsa instanceof RSAPrivateCrtKey crt)
                || !within(crt.getModulus(), MAX_RSA_KEY)
                || !within(crt.getPublicExponent(), MAX_RSA_EXPONENT)
                || !Stream.of(
                                crt.getPrimeP(),
                                crt.getPrimeQ(),
                                crt.getPrimeExponentP(),
                                crt.getPrimeExponentQ(),
                                crt.getCrtCoefficient())
                        .allMatch(number -> within(number, MAX_RSA_KEY / 2))) {
            throw new IllegalArgumentException(
                    "is an RSA key without its two primes and what belongs to them, or with unusual ones; make it anew: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out client.key");
        }
    }

    private static boolean within(BigInteger number, int bits) {
        return number.signum() > 0 && number.bitLength() <= bits;
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException otherAlgorithm) {
            return Optional.empty();
        }
    }

    /** Whether what {@code key} signs, {@code certificate} verifies. */
    static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = signature(key.getAlgorithm());
        if (algorithm == null) {
            return true;
        }
        try {
            byte[] text = "postern".getBytes(StandardCharsets.UTF_8);
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(text);
            return verifier.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    /** Null where trying it needs parameters that only the peer knows. */
    private static @Nullable String signature(String keyAlgorithm) {
        return switch (keyAlgorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA", "Ed25519" -> "Ed25519";
            default -> null;
        };
    }
}
