package dev.postern.clusters.spi;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;

/**
 * Why a probe has no answer.
 *
 * @param cause on which rung it failed
 * @param detail a sentence for people, without secrets
 */
public record ProbeError(ProbeFailure cause, String detail) {}
