package dev.postern.validation;

import org.jspecify.annotations.Nullable;

/**
 * A check that has ended.
 *
 * @param nodeId the broker that it is about; null where it is about none, or one whose node id is not known
 * @param millis how long it took
 */
record Check(CheckId id, @Nullable Integer nodeId, long millis, Finding finding) {

    CheckOutcome outcome() {
        return finding.outcome();
    }
}
