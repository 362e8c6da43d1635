package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.TestDialler;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.KeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.kex.DHGroupData;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureRSASHA512;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final String[] ALL = {
        "ecdsa-sha2-nistp256", "ssh-rsa", "ecdsa-sha2-nistp384", "ssh-ed25519", "ecdsa-sha2-nistp521"
    };

    private final SshBastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.0/8"));
    private final SshKeyPair key = dialler.newKeyPair();

    /** Whichever one it would rather show. Our own key is an Ed25519 one in all cases. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"})
    void ofABastionWithManyHostKeysAnyOneCanBeTheOneThatIsTrusted(String type) {
        try (TestBastion bastion = new TestBastion(ALL)) {
            bastion.authorize(key.publicKey());

            BastionContact contact = contact(bastion, bastion.hostKey(type));

            assertThat(contact).isEqualTo(new BastionContact.Reached(List.of(key.publicKey()), List.of()));
        }
    }

    @Test
    void ofABastionWithManyHostKeysTheBestOneIsSeen() {
        try (TestBastion bastion = new TestBastion(ALL)) {
            assertThat(dialler.greet(bastion.address(), WAIT))
                    .isEqualTo(new BastionGreeting.Shown(bastion.hostKey("ssh-ed25519")));
        }
    }

    @Test
    void aBastionThatHasOnlyKeysOfAnotherTypeNowHasChangedItsKey() {
        try (TestBastion before = new TestBastion("ssh-ed25519");
                TestBastion now = new TestBastion("ssh-rsa")) {
            now.authorize(key.publicKey());

            BastionContact contact = contact(now, before.hostKey());

            assertThat(contact).isEqualTo(new BastionContact.HostKeyMismatch(now.hostKey()));
            assertThat(now.usersTold()).isEmpty();
        }
    }

    /** However good it is: the larger a key, the longer we would compute with it, before anybody is asked to trust it. */
    @Test
    void anRsaKeyThatIsLargerThanAnybodysIsRefusedAtOnce() throws GeneralSecurityException {
        KeyPair pair = rsa(new BigInteger(1, DHGroupData.getP17()), new BigInteger(1, DHGroupData.getP15()));
        try (TestBastion bastion = new TestBastion("ssh-rsa")) {
            bastion.server().setSignatureFactories(List.of(new JdkSignatures()));
            bastion.replaceHostKey(pair);

            BastionGreeting greeting = dialler.greet(bastion.address(), WAIT);

            assertThat(greeting)
                    .isEqualTo(new BastionGreeting.NotReached(
                            new BastionContact.Unreachable("it breaks the rules of SSH")));
        }
    }

    /** MINA reads one whatever was agreed on, and nothing bounds how long that takes. */
    @Test
    void aDsaKeyIsNotEvenRead() throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("DSA");
        keys.initialize(1024);
        Buffer shown = new ByteArrayBuffer();
        shown.putRawPublicKey(keys.generateKeyPair().getPublic());

        assertThatThrownBy(shown::getRawPublicKey).hasStackTraceContaining("DSA modulus out of range");
    }

    /** An exponent of a quarter of a million bits would keep us computing for a quarter of a minute. */
    @Test
    void anRsaKeyWithAnExponentThatTakesLongIsRefusedAtOnce() throws GeneralSecurityException {
        KeyPair honest = rsa(new BigInteger(1, DHGroupData.getP15()), new BigInteger(1, DHGroupData.getP14()));
        RSAPublicKey key = (RSAPublicKey) honest.getPublic();
        KeyPair slow = new KeyPair(
                new Slow(key.getModulus(), BigInteger.ONE.shiftLeft(240_000).setBit(0)), honest.getPrivate());
        try (TestBastion bastion = new TestBastion("ssh-rsa")) {
            bastion.server().setSignatureFactories(List.of(new JdkSignatures()));
            bastion.replaceHostKey(slow);
            long began = System.nanoTime();

            BastionGreeting greeting = dialler.greet(bastion.address(), WAIT);

            assertThat(greeting)
                    .isEqualTo(new BastionGreeting.NotReached(
                            new BastionContact.Unreachable("it breaks the rules of SSH")));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WAIT.dividedBy(2));
        }
    }

    /** No provider makes such a key. */
    private record Slow(BigInteger getModulus, BigInteger getPublicExponent) implements RSAPublicKey {

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    /** It would take long, and a bastion whose key is bad harms itself alone. This one's modulus is a prime. */
    @Test
    void noFactorsOfAnRsaKeyAreLookedFor() throws GeneralSecurityException {
        BigInteger prime = new BigInteger(1, DHGroupData.getP14());
        KeyPair pair = pair(prime, new RSAPrivateKeySpec(prime, EXPONENT.modInverse(prime.subtract(BigInteger.ONE))));
        try (TestBastion bastion = new TestBastion("ssh-rsa")) {
            bastion.server().setSignatureFactories(List.of(new JdkSignatures()));
            bastion.replaceHostKey(pair);

            BastionGreeting greeting = dialler.greet(bastion.address(), WAIT);

            assertThat(greeting).isEqualTo(new BastionGreeting.Shown(bastion.hostKey()));
        }
    }

    /** With what makes computing with it quick. */
    private static KeyPair rsa(BigInteger p, BigInteger q) throws GeneralSecurityException {
        BigInteger modulus = p.multiply(q);
        BigInteger byP = p.subtract(BigInteger.ONE);
        BigInteger byQ = q.subtract(BigInteger.ONE);
        BigInteger secret = EXPONENT.modInverse(byP.multiply(byQ));
        return pair(
                modulus,
                new RSAPrivateCrtKeySpec(
                        modulus, EXPONENT, secret, p, q, secret.mod(byP), secret.mod(byQ), q.modInverse(p)));
    }

    private static KeyPair pair(BigInteger modulus, KeySpec secret) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("RSA", "SunRsaSign");
        return new KeyPair(keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)), keys.generatePrivate(secret));
    }

    /** Signs with any key: what we bound for ourselves is bounded for all of the JVM that asks Bouncy Castle. */
    private static final class JdkSignatures implements NamedFactory<Signature> {

        @Override
        public String getName() {
            return "rsa-sha2-512";
        }

        @Override
        public Signature create() {
            return new SignatureRSASHA512() {
                @Override
                protected java.security.Signature doInitSignature(
                        SessionContext session, String algorithm, Key key, boolean signs)
                        throws GeneralSecurityException {
                    return java.security.Signature.getInstance(algorithm, "SunRsaSign");
                }
            };
        }
    }

    private BastionContact contact(TestBastion bastion, SshPublicKey hostKey) {
        return dialler.contact(new BastionLogin(bastion.address(), hostKey, List.of(key)), List.of(), WAIT);
    }
}
