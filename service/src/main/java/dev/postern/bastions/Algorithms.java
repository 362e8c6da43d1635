package dev.postern.bastions;

import dev.postern.connections.spi.SshPublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/**
 * Which algorithms we speak, the best one first. None is broken (no SHA-1, CBC or DSA), and none lets the other side say
 * how long we shall compute (no group exchange, no compression).
 */
final class Algorithms {

    /** AES-GCM is three times as fast here as what MINA would prefer. */
    static final List<NamedFactory<Cipher>> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes256ctr);

    static final List<NamedFactory<Mac>> MACS = List.of(
            BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm, BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);

    /** Not sntrup761: in Java, its keys take a hundred times as long as the others'. */
    static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(
            BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.curve25519,
            BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384,
            BuiltinDHFactories.ecdhp521,
            BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg14_256);

    /** All our own keys are of this type, whatever the bastion's is. */
    static final List<NamedFactory<Signature>> USER_KEYS = List.of(BuiltinSignatures.ed25519);

    private static final List<NamedFactory<Signature>> HOST_KEYS = Stream.concat(
                    Stream.of(
                            BuiltinSignatures.ed25519,
                            BuiltinSignatures.nistp256,
                            BuiltinSignatures.nistp384,
                            BuiltinSignatures.nistp521),
                    RsaHostKeys.SIGNATURES.stream())
            .toList();

    private Algorithms() {}

    /** Signatures with any host key that can be pinned. */
    static List<NamedFactory<Signature>> hostKeys() {
        return HOST_KEYS;
    }

    /** Those with this very key alone: a bastion with several keys would show us another one else. */
    static List<NamedFactory<Signature>> hostKey(SshPublicKey pinned) {
        String type = pinned.type();
        return type.equals("ssh-rsa")
                ? RsaHostKeys.SIGNATURES
                : HOST_KEYS.stream()
                        .filter(signature -> signature.getName().equals(type))
                        .toList();
    }
}
