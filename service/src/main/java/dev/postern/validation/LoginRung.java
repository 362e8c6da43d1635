package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.validation.LoginGate.Attempt;
import java.util.List;
import java.util.Map;

/** Does the broker let us in? */
final class LoginRung {

    /** Whoever gets here has often seen the same error in a client of theirs, where it means something else. */
    private static final String OLD_LIBRDKAFKA =
            " (A client with librdkafka before 2.6.1 is refused by Kafka 4 with SCRAM though the password is right, and needs PLAIN over TLS; this check is not such a client.)";

    private LoginRung() {}

    static Finding read(Reading<Attempt> reading, Login login) {
        return switch (reading.result()) {
            case Attempt.NotMade(String refusedBy) ->
                Finding.skipped(
                        "Not tried: %s has refused this log-in, and another attempt might lock the user out."
                                .formatted(refusedBy),
                        "Tenant: see that user name (%s) and password of the cluster are right, then validate again."
                                .formatted(login.username()));
            case Attempt.Made(LoginOutcome outcome) -> read(reading, login, outcome);
        };
    }

    private static Finding read(Reading<Attempt> reading, Login login, LoginOutcome outcome) {
        String mechanism = login.mechanism().wireName();
        Map<String, Object> evidence = Map.of("mechanism", mechanism);
        return switch (outcome) {
            case LoginOutcome.LoggedIn() -> Finding.pass("The log-in is accepted.", evidence);
            case LoginOutcome.Refused(String detail) ->
                Finding.fail(
                        "The broker refuses to log %s in.".formatted(login.username()),
                        Map.of("mechanism", mechanism, "detail", detail),
                        "Tenant: see that the user %s exists on the brokers for %s, and that its password is the one given to the cluster.%s"
                                .formatted(
                                        login.username(),
                                        mechanism,
                                        login.mechanism() == SaslMechanism.PLAIN ? "" : OLD_LIBRDKAFKA));
            case LoginOutcome.MechanismNotOffered(List<String> offered)
            when offered.isEmpty() ->
                Finding.fail(
                        "The listener knows no log-in.",
                        evidence,
                        "Tenant: see %s: it is not the brokers' SASL port. Let it lead there, or change the cluster's security protocol."
                                .formatted(Behind.theWay(reading)));
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
                        NoAnswer.remedy(reading, failed.error().cause())
                                .orElseGet(() -> "Tenant: see %s; it does not log in as a Kafka broker does."
                                        .formatted(Behind.theWay(reading))));
        };
    }
}
