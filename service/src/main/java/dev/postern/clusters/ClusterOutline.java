package dev.postern.clusters;

/**
 * A cluster as its tenant may be shown it: no secret is in it.
 *
 * @param health what the last validation found
 * @param unproven whether that could not prove which broker answers
 */
public record ClusterOutline(Cluster cluster, SecurityView security, ClusterHealth health, boolean unproven) {}
