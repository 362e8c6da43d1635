package dev.postern.clusters;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that signs itself, and its key. */
record TestPem(String certificate, String key) {

    /** The shortest that is taken: longer ones take long to find. */
    private static final int RSA_BITS = 2048;

    static TestPem create(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(RSA_BITS);
            }
            KeyPair keys = generator.generateKeyPair();
            return new TestPem(
                    certificate(keys.getPublic(), keys.getPrivate(), signature(algorithm)), of(keys.getPrivate()));
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** A certificate of somebody else for this key. */
    static String certifying(PublicKey key) throws GeneralSecurityException {
        return certificate(
                key, KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(), signature("EC"));
    }

    static String of(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String certificate(PublicKey key, PrivateKey signer, String signature) {
        X500Principal name = new X500Principal("CN=test");
        Instant now = Instant.now();
        try {
            return pem(
                    "CERTIFICATE",
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(now),
                                    Date.from(now.plus(Duration.ofDays(1))),
                                    name,
                                    key)
                            .build(new JcaContentSignerBuilder(signature).build(signer))
                            .getEncoded());
        } catch (OperatorCreationException | java.io.IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> algorithm;
        };
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), type);
    }
}
