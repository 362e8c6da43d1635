package dev.postern.kafka;

import dev.postern.clusters.spi.ProbeError;

/** Ends a probe inside this room; at the room's door it becomes an outcome. */
abstract sealed class ProbeEnded extends Exception permits ProbeFailed, TlsRefused, LoginRefused {

    private static final long serialVersionUID = 1L;

    ProbeEnded(String detail) {
        super(detail, null, false, false);
    }

    /** The rung and a sentence, for whoever does not want to know more. */
    abstract ProbeError error();
}
