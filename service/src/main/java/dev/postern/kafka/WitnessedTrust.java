package dev.postern.kafka;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts exactly as the manager behind it, and remembers what was shown in one handshake and why it was refused. */
final class WitnessedTrust extends X509ExtendedTrustManager {

    enum Refusal {
        UNTRUSTED,
        EXPIRED,
        NAME_MISMATCH
    }

    private final X509ExtendedTrustManager trust;
    private volatile List<X509Certificate> chain = List.of();
    private volatile @Nullable Refusal refusal;

    WitnessedTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /** The listener's certificates, leaf first; empty before it has shown any. */
    List<X509Certificate> chain() {
        return chain;
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        chain = List.of(shown);
        try {
            trust.checkServerTrusted(shown, authType);
        } catch (CertificateException refused) {
            refusal = outOfDate(refused) ? Refusal.EXPIRED : Refusal.UNTRUSTED;
            throw refused;
        }
        try {
            // Once more, now with the name that the socket is meant to reach.
            trust.checkServerTrusted(shown, authType, socket);
        } catch (CertificateException refused) {
            // A refused chain comes as a subclass with a cause; a refused name as the plain exception.
            refusal = refused.getClass() == CertificateException.class ? Refusal.NAME_MISMATCH : Refusal.UNTRUSTED;
            throw refused;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("probes use sockets");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        throw new CertificateException("a certificate is checked with the name it is for");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType) throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    private static boolean outOfDate(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException
                    || (cause instanceof CertPathValidatorException path
                            && (path.getReason() == BasicReason.EXPIRED
                                    || path.getReason() == BasicReason.NOT_YET_VALID))) {
                return true;
            }
        }
        return false;
    }
}
