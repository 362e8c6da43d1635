package dev.postern.sandbox.aws.fault;

/** When a fault strikes a call. */
public enum Moment {
    /** It has not taken effect; it does so afterwards if the fault lets it. */
    BEFORE_EFFECT,
    /** The service has done it, or has refused it. */
    AFTER_EFFECT
}
