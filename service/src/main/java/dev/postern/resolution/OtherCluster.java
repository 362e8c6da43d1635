package dev.postern.resolution;

import java.time.Instant;

/**
 * A cluster of another id answered in the place of the one that is known. What was known before is kept.
 *
 * @param kafkaClusterId the id that was answered
 * @param seenAt when it was last answered
 */
public record OtherCluster(String kafkaClusterId, Instant seenAt) {}
