package dev.postern.bastions;

import dev.postern.foundation.PublicKeys;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureRSASHA256;
import org.apache.sshd.common.signature.SignatureRSASHA512;

/**
 * Signatures with RSA host keys (RFC 8332). A bastion's key is computed with before it is compared with the right one, and
 * its exponent may be as long as a packet: with none that is unusual.
 */
final class RsaHostKeys {

    /** The best one first. */
    static final List<NamedFactory<Signature>> SIGNATURES = List.of(
            new Named(BuiltinSignatures.rsaSHA512.getName(), Sha512::new),
            new Named(BuiltinSignatures.rsaSHA256.getName(), Sha256::new));

    private RsaHostKeys() {}

    private static void check(PublicKey key) throws InvalidKeyException {
        if (!PublicKeys.usual(key)) {
            throw new InvalidKeyException("the RSA key has an unusual size or exponent");
        }
    }

    private static final class Sha512 extends SignatureRSASHA512 {
        @Override
        public void initVerifier(SessionContext session, PublicKey key) throws Exception {
            check(key);
            super.initVerifier(session, key);
        }
    }

    private static final class Sha256 extends SignatureRSASHA256 {
        @Override
        public void initVerifier(SessionContext session, PublicKey key) throws Exception {
            check(key);
            super.initVerifier(session, key);
        }
    }

    private record Named(String name, Supplier<Signature> signatures) implements NamedFactory<Signature> {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public Signature create() {
            return signatures.get();
        }
    }
}
