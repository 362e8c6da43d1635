package dev.postern.onboarding;

/** Where a step stands. */
enum StepState {
    DONE,
    /** The one that everything waits for; one at most. */
    NEXT,
    LATER
}
