package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.ClientCertificate;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust and what we show.
 *
 * @param trust the given authorities, or those of the JVM
 * @param keys null where we have no certificate to show
 */
record TlsMaterial(X509ExtendedTrustManager trust, @Nullable X509ExtendedKeyManager keys) {

    private static final char[] NO_PASSWORD = {};

    /** Reads the PEM texts of {@code security}; one that is none fails the probe. */
    static TlsMaterial of(ClusterSecurity security) throws ProbeFailed {
        String authorities = security.caCertificates();
        ClientCertificate shown = security.clientCertificate();
        return new TlsMaterial(
                authorities == null ? JvmAuthorities.TRUST : trusting(authorities),
                shown == null ? null : showing(shown));
    }

    private static X509ExtendedTrustManager trusting(String pem) throws ProbeFailed {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate authority : certificates(pem)) {
                store.setCertificateEntry("ca-" + number++, authority);
            }
            return trustManager(store);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new ProbeFailed(
                    ProbeFailure.TLS, "The cluster's CA certificates cannot be read. Give them as PEM certificates.");
        }
    }

    private static X509ExtendedKeyManager showing(ClientCertificate shown) throws ProbeFailed {
        try {
            Certificate[] chain = certificates(shown.chain()).toArray(Certificate[]::new);
            KeyStore store = empty();
            store.setKeyEntry("client", privateKey(chain[0], shown.privateKey().reveal()), NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            for (KeyManager manager : factory.getKeyManagers()) {
                if (manager instanceof X509ExtendedKeyManager keys) {
                    return keys;
                }
            }
            throw new GeneralSecurityException("this JVM has no manager of X.509 keys");
        } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
            throw new ProbeFailed(
                    ProbeFailure.TLS,
                    "The client certificate cannot be used. Give chain and private key (PKCS#8, not encrypted) as PEM,"
                            + " the key being that of the first certificate.");
        }
    }

    private static PrivateKey privateKey(Certificate owner, String pem) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static Collection<? extends Certificate> certificates(String pem) throws CertificateException {
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        if (all.isEmpty()) {
            throw new CertificateException("no certificate in the text");
        }
        return all;
    }

    /** In memory only: one that guards keys well takes 50 ms to put one in and to take it out again. */
    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private static X509ExtendedTrustManager trustManager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("this JVM has no manager of X.509 trust");
    }

    /** Read once: there are a hundred and more of them. */
    private static final class JvmAuthorities {

        private static final X509ExtendedTrustManager TRUST = load();

        private static X509ExtendedTrustManager load() {
            try {
                return trustManager(null);
            } catch (GeneralSecurityException cause) {
                throw new IllegalStateException("cannot read the JVM's own trust anchors", cause);
            }
        }
    }
}
