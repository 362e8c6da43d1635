package dev.postern.validation;

import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.validation.LoginGate.Attempt;
import java.util.List;
import java.util.Map;

/** Does the broker let us in? */
final class LoginRung {

    /** Whoever gets here has often seen the same error in a client of theirs, where it means something else. */
    private static final String OLD_LIBRDKAFKA =
            " (A client with librdkafka before 2.6.1 is refused by Kafka 4 with SCRAM though the password is right; this check is not such a client.)";

    private LoginRung() {}

    /** @param mechanism as Kafka names it */
    static Finding read(Reading<Attempt> reading, String mechanism) {
        return switch (reading.result()) {
            case Attempt.NotMade(String refusedBy) ->
                Finding.skipped(
                        "Not tried: %s has refused this log-in, and another attempt might lock the user out."
                                .formatted(refusedBy),
                        "Tenant: correct user name and password, then validate again.");
            case Attempt.Made(LoginOutcome outcome) -> read(reading, mechanism, outcome);
        };
    }

    private static Finding read(Reading<Attempt> reading, String mechanism, LoginOutcome outcome) {
        Map<String, Object> evidence = Map.of("mechanism", mechanism);
        return switch (outcome) {
            case LoginOutcome.LoggedIn() -> Finding.pass("The log-in is accepted.", evidence);
            case LoginOutcome.Refused(String detail) ->
                Finding.fail(
                        "The broker refuses the log-in.",
                        Map.of("mechanism", mechanism, "detail", detail),
                        "Tenant: see that the user exists on the brokers for %s, and that the password is the one given to the cluster.%s"
                                .formatted(mechanism, mechanism.startsWith("SCRAM") ? OLD_LIBRDKAFKA : ""));
            case LoginOutcome.MechanismNotOffered(List<String> offered)
            when offered.isEmpty() ->
                Finding.fail(
                        "The listener knows no log-in.",
                        evidence,
                        "Tenant: let the target group of %s lead to the brokers' SASL port, or change the cluster's security protocol."
                                .formatted(reading.route().listener()));
            case LoginOutcome.MechanismNotOffered(List<String> offered) ->
                Finding.fail(
                        "The broker does not offer %s.".formatted(mechanism),
                        Map.of("mechanism", mechanism, "offered", offered),
                        "Tenant: set the cluster's mechanism to one of %s, or enable %s on the brokers (sasl.enabled.mechanisms)."
                                .formatted(String.join(", ", offered), mechanism));
            case LoginOutcome.Failed failed ->
                Finding.fail(
                        failed.error().detail(),
                        Map.of(
                                "mechanism",
                                mechanism,
                                "cause",
                                failed.error().cause().name()),
                        "Tenant: see what the target group of %s leads to; it does not log in as a Kafka broker does."
                                .formatted(reading.route().listener()));
        };
    }
}
