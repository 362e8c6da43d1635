package dev.postern.kafka;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority whose server certificates may be as bad as a test needs them. */
final class TestCertificates {

    private static final char[] PASSWORD = {};

    /** The curve that most servers have; the JDK's own default is several times slower. */
    private static final int CURVE_BITS = 256;

    private final KeyPair authorityKeys;
    private final X509Certificate authority;
    private final String authorityPem;

    TestCertificates() throws Exception {
        authorityKeys = keys();
        authority = issue("CN=authority", authorityKeys, null, Instant.now().plus(Duration.ofDays(1)), null);
        authorityPem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    String authorityPem() {
        return authorityPem;
    }

    /** What a server needs that shows a certificate for {@code name}, and trusts this authority's clients. */
    SSLContext server(String name, Instant notAfter) throws Exception {
        return server(name, notAfter, null);
    }

    /** As {@link #server(String, Instant)}; the certificate says that its issuer and all about its revocation are there. */
    SSLContext server(String name, Instant notAfter, @Nullable String moreAt) throws Exception {
        KeyPair keys = keys();
        X509Certificate leaf = issue("CN=server", keys, name, notAfter, moreAt);
        KeyStore shown = KeyStore.getInstance("PKCS12");
        shown.load(null, null);
        shown.setKeyEntry("server", keys.getPrivate(), PASSWORD, new Certificate[] {leaf, authority});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(shown, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private X509Certificate issue(
            String subject, KeyPair keys, @Nullable String name, Instant notAfter, @Nullable String moreAt)
            throws Exception {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=authority"),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(notAfter.minus(Duration.ofDays(30))),
                Date.from(notAfter),
                new X500Principal(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name == null));
        if (name != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
        }
        if (moreAt != null) {
            GeneralName there = new GeneralName(GeneralName.uniformResourceIdentifier, moreAt);
            builder.addExtension(
                    Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                        new AccessDescription(AccessDescription.id_ad_caIssuers, there),
                        new AccessDescription(AccessDescription.id_ad_ocsp, there)
                    }));
            builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                new DistributionPoint(new DistributionPointName(new GeneralNames(there)), null, null)
            }));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate())));
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(CURVE_BITS);
        return generator.generateKeyPair();
    }
}
