package dev.postern.clusters.spi;

import java.time.Duration;

/**
 * Looks at a broker one rung at a time. Every call dials the one address that it is given, once, and nothing else; it
 * blocks its thread, ends at its deadline and throws for no answer of a broker, however odd or hostile. Whatever text
 * comes from the other side is printable and short in what is returned; no password or key is ever in it.
 */
public interface BrokerProbe {

    /** Which addresses a target's name has, as this replica sees it, as far as they may be dialled. */
    NameOutcome resolve(String host, Duration deadline);

    /** Opens a TCP connection and closes it. */
    TcpOutcome connect(ProbeTarget target, Duration deadline);

    /**
     * Shakes hands and verifies the certificate against the broker's name, not the target's. Sends no credentials but
     * the client certificate, where there is one.
     *
     * @param security its protocol is one with TLS
     */
    TlsOutcome handshake(ProbeTarget target, ClusterSecurity security, Duration deadline);

    /**
     * Logs in.
     *
     * @param security its protocol is one with SASL
     */
    LoginOutcome logIn(ProbeTarget target, ClusterSecurity security, Duration deadline);

    /** Asks which requests the broker knows, logged in where the security asks for it. */
    ApiVersionsOutcome apiVersions(ProbeTarget target, ClusterSecurity security, Duration deadline);

    /** Asks for the cluster's id and brokers, of no topic: that needs no permission. */
    BrokerMetadataOutcome metadata(ProbeTarget target, ClusterSecurity security, Duration deadline);

    /**
     * Asks, over one new connection, whether it is this broker that answers, by the strongest proof that the broker
     * and our permissions allow.
     *
     * @param nodeId who should answer
     * @param cluster what the cluster says of itself
     */
    IdentityOutcome identify(
            ProbeTarget target, ClusterSecurity security, int nodeId, ClusterMetadata cluster, Duration deadline);
}
