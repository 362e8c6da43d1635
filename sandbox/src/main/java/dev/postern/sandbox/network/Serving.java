package dev.postern.sandbox.network;

import java.util.List;

/**
 * What one listener does at one address.
 *
 * @param targets one of them, at random, gets each connection; none means that nothing answers at all
 * @param answerBytes after so many bytes of a target's answers a connection goes silent
 */
record Serving(List<Target> targets, long answerBytes) {

    /** A connection never goes silent. */
    static final long ALL = Long.MAX_VALUE;

    Serving {
        targets = List.copyOf(targets);
    }

    boolean answers() {
        return !targets.isEmpty();
    }

    /** Whether connections that began while {@code before} was served may go on. */
    boolean continues(Serving before) {
        return targets.equals(before.targets) && answerBytes <= before.answerBytes;
    }
}
