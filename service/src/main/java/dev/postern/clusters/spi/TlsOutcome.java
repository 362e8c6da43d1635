package dev.postern.clusters.spi;

/** What came of a TLS handshake. */
public sealed interface TlsOutcome {

    /** The chain is trusted, and the certificate is good for the broker's name. */
    record Trusted(TlsEvidence evidence) implements TlsOutcome {}

    /** The chain leads to nobody whom we trust. */
    record UntrustedChain(TlsEvidence evidence, String detail) implements TlsOutcome {}

    /** A certificate of the chain is no longer valid, or not yet. */
    record Expired(TlsEvidence evidence, String detail) implements TlsOutcome {}

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
