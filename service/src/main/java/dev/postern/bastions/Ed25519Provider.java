package dev.postern.bastions;

import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/** Bouncy Castle, of which MINA has its Ed25519. MINA alone is told of it; the providers of the JVM stay as they are. */
final class Ed25519Provider {

    private Ed25519Provider() {}

    /**
     * To be called before anything else of MINA. Does nothing the second time. MINA asks the one that was registered first:
     * for AES that has to be the JDK's, which has the processor do it and is many times as fast.
     */
    static void register() {
        // An RSA key that is read is none larger than anybody has, and nobody searches for its factors.
        System.setProperty("org.bouncycastle.rsa.max_size", "8192");
        System.setProperty("org.bouncycastle.rsa.max_mr_tests", "0");
        // MINA reads whatever key it is shown, whatever was agreed on, and the second number of a DSA key has no bound.
        System.setProperty("org.bouncycastle.dsa.max_size", "1");
        SecurityUtils.registerSecurityProvider(new SunJCESecurityProviderRegistrar());
        SecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        registrar
                .getProperties()
                .put(
                        registrar.getConfigurationPropertyName(SecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY),
                        Boolean.FALSE);
        SecurityUtils.registerSecurityProvider(registrar);
    }
}
