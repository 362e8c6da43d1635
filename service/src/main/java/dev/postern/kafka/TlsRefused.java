package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.TlsOutcome;

/** A TLS handshake that we, or the listener, did not accept. */
final class TlsRefused extends ProbeEnded {

    private static final long serialVersionUID = 1L;

    private final transient TlsOutcome outcome;

    TlsRefused(TlsOutcome outcome) {
        super(outcome.getClass().getSimpleName());
        this.outcome = outcome;
    }

    /** Never {@link TlsOutcome.Trusted}. */
    TlsOutcome outcome() {
        return outcome;
    }

    @Override
    ProbeError error() {
        return switch (outcome) {
            case TlsOutcome.Failed failed -> failed.error();
            case TlsOutcome.NotTls none -> new ProbeError(ProbeFailure.TLS, none.detail());
            case TlsOutcome.UntrustedChain untrusted ->
                new ProbeError(ProbeFailure.TLS, "The certificate is not trusted: %s.".formatted(untrusted.detail()));
            case TlsOutcome.Expired expired ->
                new ProbeError(
                        ProbeFailure.TLS,
                        "The certificate %s expired on %s.".formatted(expired.subject(), expired.notAfter()));
            case TlsOutcome.NotYetValid early ->
                new ProbeError(
                        ProbeFailure.TLS,
                        "The certificate %s is valid from %s on.".formatted(early.subject(), early.notBefore()));
            case TlsOutcome.NameMismatch mismatch ->
                new ProbeError(
                        ProbeFailure.TLS,
                        "The certificate is for %s, not for the broker."
                                .formatted(String.join(", ", mismatch.evidence().names())));
            case TlsOutcome.ClientCertificateRefused refused ->
                new ProbeError(
                        ProbeFailure.TLS,
                        refused.shown()
                                ? "The listener does not accept the client certificate."
                                : "The listener wants a client certificate, and the cluster has none configured.");
            case TlsOutcome.Trusted trusted -> throw new IllegalStateException("a trusted handshake was refused");
        };
    }
}
