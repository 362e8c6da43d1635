package dev.postern.sandbox.aws.fault;

import java.time.Duration;

/** What happens to a call. */
public sealed interface Trouble {

    /** It is refused as a call too many, with the code that the service has for that. */
    record Throttle() implements Trouble {}

    /**
     * It is refused.
     *
     * @param status HTTP status, 400 to 599
     * @param code as SDK users see it
     */
    record Refuse(int status, String code, String message) implements Trouble {
        private static final int LOWEST = 400;
        private static final int HIGHEST = 599;

        public Refuse {
            if (status < LOWEST || status > HIGHEST) {
                throw new IllegalArgumentException("status must be from 400 to 599, but is " + status);
            }
            if (code.isBlank()) {
                throw new IllegalArgumentException("code must not be empty");
            }
        }
    }

    /** Its connection is closed without an answer. */
    record Lose() implements Trouble {}

    /** It waits for this long and goes on. */
    record Delay(Duration time) implements Trouble {
        public Delay {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("delay must be longer than nothing, but is " + time);
            }
        }
    }

    /** It waits until it is let go, and goes on. */
    record Hold() implements Trouble {}

    /** It waits until the fault is removed; then its connection is closed without an answer. */
    record Hang() implements Trouble {}
}
