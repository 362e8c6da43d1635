package dev.postern.bastions;

import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Keys as OpenSSH writes them, and as Java has them. */
final class Keys {

    private static final int ED25519_BITS = 256;

    static {
        Ed25519Provider.register();
    }

    private Keys() {}

    static SshKeyPair generate() {
        try (ByteArrayOutputStream text = new ByteArrayOutputStream()) {
            KeyPair pair = KeyUtils.generateKeyPair("ssh-ed25519", ED25519_BITS);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, text);
            return new SshKeyPair(of(pair.getPublic()), Secret.of(text.toString(StandardCharsets.US_ASCII)));
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException("cannot make an Ed25519 key", impossible);
        }
    }

    static SshPublicKey of(PublicKey key) {
        return new SshPublicKey(PublicKeyEntry.toString(key));
    }

    static KeyPair read(SshKeyPair pair) {
        byte[] text = pair.privateKey().reveal().getBytes(StandardCharsets.US_ASCII);
        try {
            return SecurityUtils.loadKeyPairIdentities(
                            null,
                            NamedResource.ofName("key"),
                            new ByteArrayInputStream(text),
                            FilePasswordProvider.EMPTY)
                    .iterator()
                    .next();
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // Its message may hold what it has read.
            throw new IllegalStateException("the private key of %s cannot be read"
                    .formatted(pair.publicKey().fingerprint()));
        }
    }
}
