package dev.postern.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.Secret;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.KeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates that are made so that computing with them takes long: they are refused for what they are. */
class PemTest {

    private static final BigInteger ENDLESS = BigInteger.ONE.shiftLeft(60_000).setBit(0);
    private static final String INCOMPLETE = "without its two primes";

    private static final RSAPrivateCrtKey GOOD = rsa();

    @ParameterizedTest
    @ValueSource(ints = {4097, 8192, 16_384})
    void anRsaKeyThatTakesLongToSignWithIsRefused(int bits) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);

        assertThatThrownBy(() -> read(new RSAPrivateKeySpec(modulus, modulus.subtract(BigInteger.TWO))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RSA key of %d bits".formatted(bits))
                .hasMessageContaining("2048 to 4096");
    }

    @Test
    void anRsaKeyWithoutItsPrimesIsRefused() {
        assertThatThrownBy(() -> read(new RSAPrivateKeySpec(GOOD.getModulus(), GOOD.getPrivateExponent())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(INCOMPLETE);
    }

    @Test
    void aShortRsaKeyOfLongPartsIsRefused() {
        assertThatThrownBy(() -> read(crt(GOOD.getPublicExponent(), part -> ENDLESS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(INCOMPLETE);
        assertThatThrownBy(() -> read(crt(ENDLESS, part -> part)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(INCOMPLETE);
    }

    @Test
    void anOrdinaryRsaKeyIsRead() throws GeneralSecurityException {
        assertThat(read(crt(GOOD.getPublicExponent(), part -> part))).isEqualTo(GOOD);
        assertThat(read(ofLargestParts())).isInstanceOf(RSAPrivateCrtKey.class);
    }

    @Test
    void aCertificateWhoseKeyTakesLongToVerifyWithIsRefused() throws GeneralSecurityException {
        BigInteger modulus = GOOD.getModulus();

        refused(new RSAPublicKeySpec(BigInteger.ONE.shiftLeft(16_000).setBit(0), BigInteger.valueOf(65_537)));
        refused(new RSAPublicKeySpec(modulus, modulus.shiftRight(2).setBit(0)));
        assertThat(Pem.certificates(
                        TestPem.certifying(publicKey(new RSAPublicKeySpec(modulus, GOOD.getPublicExponent())))))
                .hasSize(1);
    }

    @Test
    void manyAuthoritiesOfOneNameAreRefused() {
        String four = TestPem.create("EC").certificate().repeat(4);

        assertThat(Pem.certificates(four)).hasSize(4);
        assertThatThrownBy(() -> Pem.certificates(four + TestPem.create("EC").certificate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 4 certificates of the same subject");
    }

    @Test
    void aCertificateWithAKindOfKeyThatTlsDoesNotUseIsRefused() throws GeneralSecurityException {
        PublicKey dsa = KeyPairGenerator.getInstance("DSA").generateKeyPair().getPublic();

        assertThatThrownBy(() -> Pem.certificates(TestPem.certifying(dsa)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not used in TLS any more");
    }

    private static void refused(RSAPublicKeySpec key) throws GeneralSecurityException {
        String certificate = TestPem.certifying(publicKey(key));
        assertThatThrownBy(() -> Pem.certificates(certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unusual exponent");
    }

    private static PrivateKey read(KeySpec key) throws GeneralSecurityException {
        return Pem.privateKey(Secret.of(TestPem.of(KeyFactory.getInstance("RSA").generatePrivate(key))));
    }

    private static RSAPrivateCrtKeySpec crt(BigInteger publicExponent, UnaryOperator<BigInteger> firstPrime) {
        return new RSAPrivateCrtKeySpec(
                GOOD.getModulus(),
                publicExponent,
                GOOD.getPrivateExponent(),
                firstPrime.apply(GOOD.getPrimeP()),
                GOOD.getPrimeQ(),
                GOOD.getPrimeExponentP(),
                GOOD.getPrimeExponentQ(),
                GOOD.getCrtCoefficient());
    }

    private static PublicKey publicKey(RSAPublicKeySpec key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(key);
    }

    /** As long as those of a key of 4096 bits are, and otherwise no key: to make one takes long. */
    private static RSAPrivateCrtKeySpec ofLargestParts() {
        BigInteger whole = BigInteger.ONE.shiftLeft(4095).setBit(0);
        BigInteger half = BigInteger.ONE.shiftLeft(2047).setBit(0);
        return new RSAPrivateCrtKeySpec(whole, GOOD.getPublicExponent(), whole, half, half, half, half, half);
    }

    private static RSAPrivateCrtKey rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
