package dev.postern.validation;

import org.jspecify.annotations.Nullable;

/**
 * How the latest run of a cluster stands.
 *
 * @param remedy what the first check that failed asks for; null if none failed, or the run has not ended
 */
public record LatestValidation(
        ValidationId id, ValidationState state, @Nullable String remedy) {

    public boolean running() {
        return state == ValidationState.RUNNING;
    }
}
