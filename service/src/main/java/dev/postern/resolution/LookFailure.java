package dev.postern.resolution;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why the last look at a cluster brought nothing.
 *
 * @param cause null where nobody could be asked, or the answer could not be used
 * @param detail a sentence for people, without secrets
 */
public record LookFailure(Instant at, @Nullable ProbeFailure cause, String detail) {}
