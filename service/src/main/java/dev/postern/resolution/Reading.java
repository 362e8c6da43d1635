package dev.postern.resolution;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mapping as a reader gets it.
 *
 * @param age since when nobody could tell whether it is still so; null where it is so now
 */
record Reading(ServedMapping mapping, @Nullable Duration age) {

    /** Says, in seconds, how old an answer may be that was given without the database. */
    static final String STALE = "Postern-Stale";

    static Reading fresh(ServedMapping mapping) {
        return new Reading(mapping, null);
    }
}
