package dev.postern.clusters.spi;

import java.time.Instant;

/** What came of a TLS handshake. */
public sealed interface TlsOutcome {

    /** The chain is trusted, and the certificate is good for the broker's name. */
    record Trusted(TlsEvidence evidence) implements TlsOutcome {}

    /** The chain leads to nobody whom we trust. */
    record UntrustedChain(TlsEvidence evidence, String detail) implements TlsOutcome {}

    /**
     * A certificate of the chain is no longer valid.
     *
     * @param subject of that certificate, which need not be the leaf
     * @param notAfter when that one ended
     */
    record Expired(TlsEvidence evidence, String subject, Instant notAfter) implements TlsOutcome {

        /** Whether it is the broker's own certificate, and not one of an authority. */
        public boolean brokersOwn() {
            return subject.equals(evidence.subject()) && notAfter.equals(evidence.notAfter());
        }
    }

    /**
     * A certificate of the chain is not valid yet.
     *
     * @param subject of that certificate, which need not be the leaf
     * @param notBefore when that one begins
     */
    record NotYetValid(TlsEvidence evidence, String subject, Instant notBefore) implements TlsOutcome {}

    /** The chain is trusted, but the certificate is another one's. */
    record NameMismatch(TlsEvidence evidence) implements TlsOutcome {}

    /**
     * The listener wants a certificate of ours.
     *
     * @param shown whether we showed one, which then is not the right one
     */
    record ClientCertificateRefused(TlsEvidence evidence, boolean shown) implements TlsOutcome {}

    /**
     * What answers does not speak TLS.
     *
     * @param speaksKafka whether it was seen to answer Kafka's protocol without TLS
     */
    record NotTls(boolean speaksKafka, String detail) implements TlsOutcome {}

    /** Any other end. */
    record Failed(ProbeError error) implements TlsOutcome {}
}
