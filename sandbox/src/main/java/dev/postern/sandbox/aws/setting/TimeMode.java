package dev.postern.sandbox.aws.setting;

/** What makes things go from one state to the next. */
public enum TimeMode {
    /** The clock does, after the {@link Delays}. */
    AUTO,
    /** A call of {@code step} does, so that a test decides when AWS moves. */
    EXPLICIT
}
