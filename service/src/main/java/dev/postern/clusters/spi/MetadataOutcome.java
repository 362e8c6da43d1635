package dev.postern.clusters.spi;

import java.util.List;

/** What came of asking a cluster for its metadata. */
public sealed interface MetadataOutcome {

    /**
     * A broker answered.
     *
     * @param via the way over which the answer came
     */
    record Answered(ClusterMetadata metadata, BrokerWay via) implements MetadataOutcome {}

    /** None of the ways gave an answer. */
    record Unanswered(List<Failure> failures) implements MetadataOutcome {

        public Unanswered {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Why one way gave no answer.
     *
     * @param detail a sentence for people, without secrets
     */
    record Failure(BrokerWay way, ProbeFailure cause, String detail) {}

    /** On which rung a probe failed. */
    enum ProbeFailure {
        NAME_NOT_RESOLVED,
        /** The address is one that this installation does not connect to; nothing was sent there. */
        ADDRESS_FORBIDDEN,
        TCP_REFUSED,
        TCP_TIMEOUT,
        TCP_UNREACHABLE,
        /** A connection was accepted, and closed or reset instead of an answer. */
        CONNECTION_LOST,
        TLS,
        LOGIN_REFUSED,
        PROTOCOL,
        /** A connection was accepted, and nothing more was heard in time. */
        TIMEOUT
    }
}
