package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;

/** No answer, or none that can be understood. */
final class ProbeFailed extends ProbeEnded {

    private static final long serialVersionUID = 1L;

    private final transient ProbeError error;

    ProbeFailed(ProbeFailure cause, String detail) {
        super(detail);
        this.error = new ProbeError(cause, detail);
    }

    @Override
    ProbeError error() {
        return error;
    }
}
