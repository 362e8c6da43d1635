package dev.postern.clusters.spi;

/** What came of asking a broker which requests it knows. */
public sealed interface ApiVersionsOutcome {

    /**
     * It is a Kafka broker.
     *
     * @param apis how many kinds of request it knows
     * @param highestMetadata the newest version of Metadata that it knows
     * @param highestApiVersions the newest version of ApiVersions; from 5 on (Kafka 4.4, KIP-1242) a broker checks who
     *     it is meant to be
     */
    record Answered(int apis, int highestMetadata, int highestApiVersions) implements ApiVersionsOutcome {}

    record Failed(ProbeError error) implements ApiVersionsOutcome {}
}
