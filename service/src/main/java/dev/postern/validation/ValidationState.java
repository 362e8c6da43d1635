package dev.postern.validation;

/** How far a run is, and how it ended. */
public enum ValidationState {
    RUNNING,
    /** All checks passed, some perhaps with a warning. */
    PASSED,
    /** Some check failed, or the run itself did. */
    FAILED,
    /** No check failed, but some could not prove what they had to. */
    INCONCLUSIVE
}
