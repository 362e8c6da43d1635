package dev.postern.kafka;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    /** Where a chain is checked; returns what the check returns, or throws where that took too long. */
    @FunctionalInterface
    interface Checks {
        Optional<CertificateException> run(Supplier<Optional<CertificateException>> check) throws ProbeFailed;
    }

    private final X509ExtendedTrustManager trust;
    private final Checks checks;
    private volatile List<X509Certificate> chain = List.of();
    private volatile @Nullable Refusal refusal;

    WitnessedTrust(X509ExtendedTrustManager trust, Checks checks) {
        this.trust = trust;
        this.checks = checks;
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
        Optional<CertificateException> refused;
        try {
            refused = checks.run(() -> check(shown, authType, socket));
        } catch (ProbeFailed late) {
            throw new CertificateException(late.getMessage(), late);
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /** Why it is refused, if it is. */
    private Optional<CertificateException> check(X509Certificate[] shown, String authType, Socket socket) {
        X509Certificate[] considered;
        try {
            considered = ShownChain.considered(shown);
            trust.checkServerTrusted(considered, authType);
        } catch (CertificateException refused) {
            refusal = outOfDate(refused) ? Refusal.EXPIRED : Refusal.UNTRUSTED;
            return Optional.of(refused);
        }
        try {
            // Once more, now with the name that the socket is meant to reach.
            trust.checkServerTrusted(considered, authType, socket);
            return Optional.empty();
        } catch (CertificateException refused) {
            // A refused chain comes as a subclass with a cause; a refused name as the plain exception.
            refusal = refused.getClass() == CertificateException.class ? Refusal.NAME_MISMATCH : Refusal.UNTRUSTED;
            return Optional.of(refused);
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
