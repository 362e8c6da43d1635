package dev.postern.connections.spi;

import org.jspecify.annotations.Nullable;

/**
 * Why AWS did not do what it was asked for.
 *
 * @param awsErrorCode as AWS gave it; null where there was no answer at all
 * @param detail what AWS said, for people
 */
public record Refusal(Cause cause, @Nullable String awsErrorCode, String detail) {

    /** What the reconciler tells apart. */
    public enum Cause {
        /** A principal made a moment ago is not known everywhere yet. */
        NOT_YET_EFFECTIVE,
        /** There is no such service, or our principal may not see it: AWS gives one answer for both. */
        SERVICE_NOT_VISIBLE,
        /** The service is not there in a zone that was asked for. */
        ZONE_NOT_SUPPORTED,
        /** Too many calls; later ones will do. */
        THROTTLED,
        /** No answer, or a fault on the side of AWS: the call may have taken effect. */
        UNAVAILABLE,
        /** A quota of the operator's account is used up. */
        QUOTA,
        /**
         * This generation, or a later one, was another endpoint's: its client token was used, or there is an endpoint with
         * its tag that leads to another service. It takes the next generation.
         */
        GENERATION_USED,
        /** The operator's own role may not do this. */
        DENIED,
        /** Anything else. */
        UNKNOWN
    }
}
