package dev.postern.clusters.spi;

import java.util.List;

/** What came of a log-in. */
public sealed interface LoginOutcome {

    record LoggedIn() implements LoginOutcome {}

    /**
     * The broker does not know the user, or not with this password. It says no more than that, on purpose.
     *
     * @param detail the broker's own words
     */
    record Refused(String detail) implements LoginOutcome {}

    /**
     * The broker does not speak the mechanism; no credentials were sent.
     *
     * @param offered the mechanisms that it does speak; empty where the listener knows no log-in at all
     */
    record MechanismNotOffered(List<String> offered) implements LoginOutcome {

        public MechanismNotOffered {
            offered = List.copyOf(offered);
        }
    }

    /** Any other end. */
    record Failed(ProbeError error) implements LoginOutcome {}
}
