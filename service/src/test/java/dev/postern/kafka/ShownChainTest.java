package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class ShownChainTest {

    private static final KeyPair KEYS = keys();

    /** Each of them may have been issued by each other one: the JDK would try all orders that there are. */
    @Test
    void ofCertificatesThatAllIssueEachOtherOneOfEachNameIsLookedAt() throws Exception {
        X509Certificate leaf = certificate("CN=leaf", "CN=a", KEYS.getPublic());
        X509Certificate first = certificate("CN=a", "CN=b", KEYS.getPublic());
        X509Certificate second = certificate("CN=b", "CN=a", KEYS.getPublic());

        assertThat(ShownChain.considered(new X509Certificate[] {
                    leaf,
                    first,
                    certificate("CN=a", "CN=a", KEYS.getPublic()),
                    second,
                    certificate("CN=b", "CN=b", KEYS.getPublic()),
                    certificate("CN=a", "CN=b", KEYS.getPublic()),
                    leaf
                }))
                .containsExactly(leaf, first, second);
    }

    @Test
    void aKeyThatTakesLongToVerifyWithIsRefused() throws Exception {
        BigInteger tooLong = BigInteger.ONE.shiftLeft(16_383).setBit(0);

        assertRefused("RSA", new RSAPublicKeySpec(tooLong, BigInteger.valueOf(65_537)));
        assertRefused("DSA", new DSAPublicKeySpec(BigInteger.TWO, tooLong, BigInteger.TWO, BigInteger.TWO));
    }

    private static void assertRefused(String algorithm, KeySpec key) throws Exception {
        X509Certificate shown =
                certificate("CN=leaf", "CN=a", KeyFactory.getInstance(algorithm).generatePublic(key));

        assertThatThrownBy(() -> ShownChain.considered(new X509Certificate[] {shown}))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("8192 bits");
    }

    private static X509Certificate certificate(String subject, String issuer, PublicKey key) throws Exception {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Principal(issuer),
                                BigInteger.valueOf(System.nanoTime()),
                                Date.from(now),
                                Date.from(now.plus(Duration.ofDays(1))),
                                new X500Principal(subject),
                                key)
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
