package dev.postern.clusters.spi;

/** What came of asking one broker for the cluster's metadata. */
public sealed interface BrokerMetadataOutcome {

    record Answered(ClusterMetadata metadata) implements BrokerMetadataOutcome {}

    record Failed(ProbeError error) implements BrokerMetadataOutcome {}
}
