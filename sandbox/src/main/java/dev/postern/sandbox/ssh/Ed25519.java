package dev.postern.sandbox.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/** Key pairs, by BouncyCastle, of which only the SSH library is told: the JVM's list of providers stays as it is. */
final class Ed25519 {

    private static final int BITS = 256;

    static {
        // The one that comes first does AES: the JDK's has the processor do it.
        SecurityUtils.registerSecurityProvider(new SunJCESecurityProviderRegistrar());
        SecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        registrar
                .getProperties()
                .put(
                        registrar.getConfigurationPropertyName(SecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY),
                        Boolean.FALSE);
        SecurityUtils.registerSecurityProvider(registrar);
    }

    private Ed25519() {}

    /** To be called before anything of the SSH library is: left alone, it tells the whole JVM of BouncyCastle. */
    static void prepare() {
        // done when this class was loaded
    }

    static KeyPair generate() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, BITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make an Ed25519 key pair", e);
        }
    }

    /** Writes a key pair as {@code ssh-keygen} does, without a passphrase. */
    static void write(KeyPair pair, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "sandbox bastion", null, bytes);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write a key to " + file, e);
        }
        Files.write(file, bytes.toByteArray());
    }

    /**
     * @throws IOException if the file holds no key pair
     */
    static KeyPair read(Path file) throws IOException {
        PathResource resource = new PathResource(file);
        try {
            return SecurityUtils.loadKeyPairIdentities(null, resource, resource.openInputStream(), null)
                    .iterator()
                    .next();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("cannot read a key from " + file, e);
        }
    }
}
