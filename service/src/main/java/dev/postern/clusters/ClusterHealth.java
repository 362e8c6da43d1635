package dev.postern.clusters;

/** What the last validation found of a cluster. */
public enum ClusterHealth {
    /** It was never validated. */
    UNVALIDATED,
    /** No check failed. */
    HEALTHY,
    /** Some check failed. */
    FAILING,
    /** No broker could be reached. */
    UNREACHABLE
}
