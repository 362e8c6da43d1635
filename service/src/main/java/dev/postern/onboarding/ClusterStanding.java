package dev.postern.onboarding;

import dev.postern.clusters.ClusterOutline;
import dev.postern.resolution.MappingContent;
import dev.postern.resolution.Topology;
import dev.postern.validation.LatestValidation;
import java.util.Optional;

/**
 * How far a cluster is.
 *
 * @param latest empty if it was never validated
 */
record ClusterStanding(
        ClusterOutline outline, Topology topology, MappingContent mapping, Optional<LatestValidation> latest) {}
