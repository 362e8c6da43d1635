package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one cluster. It exists for this cluster only, so a client that trusts it trusts nothing
 * else by it.
 */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    /** A sandbox's directory may be kept for long, its authority with it; the brokers' certificates are new at each start. */
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

    private static final Duration LEAF_LIFE = Duration.ofDays(365);

    /** Certificates are valid from a little before now: the clocks of two machines are never quite the same. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    static CertificateAuthority create(String commonName) {
        var keys = newKeys();
        var subject = new X500Principal("CN=" + commonName);
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(
                            subject,
                            subject,
                            keys,
                            Instant.now().minus(BACKDATED),
                            Instant.now().plus(AUTHORITY_LIFE))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate authority", e);
        }
    }

    String certificatePem() {
        return Pem.write(certificate);
    }

    /** A server certificate for exactly these DNS names, the first of which is the common name too. */
    PemKeyPair issueServer(List<String> dnsNames) {
        return issueServer(dnsNames, Instant.now().plus(LEAF_LIFE));
    }

    /** As {@link #issueServer(List)}, valid for a year that ends at {@code end}. */
    PemKeyPair issueServer(List<String> dnsNames, Instant end) {
        return issue(dnsNames.getFirst(), KeyPurposeId.id_kp_serverAuth, end, names(dnsNames));
    }

    /** A server certificate that nobody vouches for but itself. */
    static PemKeyPair selfSigned(List<String> dnsNames) {
        var keys = newKeys();
        var name = new X500Principal("CN=" + dnsNames.getFirst());
        try {
            var builder = builder(
                            name,
                            name,
                            keys,
                            Instant.now().minus(BACKDATED),
                            Instant.now().plus(LEAF_LIFE))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names(dnsNames)));
            return new PemKeyPair(Pem.write(sign(builder, keys.getPrivate())), Pem.write(keys.getPrivate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate for " + dnsNames, e);
        }
    }

    private static GeneralName[] names(List<String> dnsNames) {
        return dnsNames.stream()
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
    }

    /** A certificate that a client may log in with where the listener asks for one. */
    PemKeyPair issueClient(String commonName) {
        return issue(commonName, KeyPurposeId.id_kp_clientAuth, Instant.now().plus(LEAF_LIFE));
    }

    private PemKeyPair issue(String commonName, KeyPurposeId purpose, Instant end, GeneralName... names) {
        var keys = newKeys();
        try {
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(
                            certificate.getSubjectX500Principal(),
                            new X500Principal("CN=" + commonName),
                            keys,
                            end.minus(LEAF_LIFE).minus(BACKDATED),
                            end)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(certificate));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new PemKeyPair(Pem.write(sign(builder, key)) + certificatePem(), Pem.write(keys.getPrivate()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot issue a certificate for " + commonName, e);
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair keys, Instant begin, Instant end) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).add(BigInteger.ONE),
                Date.from(begin),
                Date.from(end),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey authorityKey)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no P-256", e);
        }
    }
}
