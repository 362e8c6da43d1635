package dev.postern.clusters.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who answered on one connection. */
public sealed interface IdentityOutcome {

    /** The broker that was meant. */
    record Confirmed(Proof proof) implements IdentityOutcome {}

    /**
     * Another broker of the same cluster.
     *
     * @param nodeId who it was; null where only that it was another one can be told
     */
    record AnsweredByAnother(@Nullable Integer nodeId, Proof proof) implements IdentityOutcome {}

    /** A broker of another cluster. */
    record AnsweredByAnotherCluster(String kafkaClusterId) implements IdentityOutcome {}

    /**
     * TLS ended before any question could be asked; the certificate may tell whose it is.
     *
     * @param tls never {@link TlsOutcome.Trusted}
     */
    record NotTrusted(TlsOutcome tls) implements IdentityOutcome {}

    /**
     * A broker of the cluster answered, but nothing can prove which.
     *
     * @param reasons why each probe of the ladder did not apply, in the order in which they were tried
     */
    record Unproven(List<String> reasons) implements IdentityOutcome {

        public Unproven {
            reasons = List.copyOf(reasons);
        }
    }

    /** Nobody answered. */
    record Failed(ProbeError error) implements IdentityOutcome {}

    /** By what an answer is known, strongest first. */
    enum Proof {
        /** ApiVersions v5 with cluster id and node id (KIP-1242, brokers from 4.4 on). */
        API_VERSIONS,
        /** DescribeConfigs of the broker; needs DESCRIBE_CONFIGS on the cluster. */
        BROKER_CONFIGS,
        /** ListOffsets of a partition that the broker leads; needs DESCRIBE on the topic. */
        PARTITION_LEADERSHIP
    }
}
