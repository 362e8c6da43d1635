package dev.postern.validation;

/** How a check ended. */
public enum CheckOutcome {
    /** It is as it should be. */
    PASS,
    /** It works, but will not for long, or not as well as it could. */
    WARN,
    /** It is not as it should be. */
    FAIL,
    /** Not tried, since something that it depends on failed. */
    SKIPPED,
    /** Tried, but nothing could tell. */
    UNPROVEN
}
