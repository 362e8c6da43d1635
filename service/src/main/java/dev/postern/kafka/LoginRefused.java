package dev.postern.kafka;

import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;

/** A log-in that did not come about because of what we said, or could say. */
final class LoginRefused extends ProbeEnded {

    private static final long serialVersionUID = 1L;

    private final transient LoginOutcome outcome;

    LoginRefused(LoginOutcome.Refused outcome) {
        this((LoginOutcome) outcome);
    }

    LoginRefused(LoginOutcome.MechanismNotOffered outcome) {
        this((LoginOutcome) outcome);
    }

    private LoginRefused(LoginOutcome outcome) {
        super(outcome.getClass().getSimpleName());
        this.outcome = outcome;
    }

    LoginOutcome outcome() {
        return outcome;
    }

    @Override
    ProbeError error() {
        return switch (outcome) {
            case LoginOutcome.Refused refused ->
                new ProbeError(ProbeFailure.LOGIN_REFUSED, "The log-in was refused: %s".formatted(refused.detail()));
            case LoginOutcome.MechanismNotOffered none ->
                new ProbeError(
                        ProbeFailure.LOGIN_REFUSED,
                        none.offered().isEmpty()
                                ? "The listener knows no log-in at all."
                                : "The listener knows other log-ins only: %s."
                                        .formatted(String.join(", ", none.offered())));
            case LoginOutcome.LoggedIn in -> throw new IllegalStateException("a good log-in was refused");
            case LoginOutcome.Failed failed -> failed.error();
        };
    }
}
