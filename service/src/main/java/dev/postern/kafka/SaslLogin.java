package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.apache.kafka.common.requests.SaslHandshakeResponse;

/** Logs in once over a connection (KIP-43, KIP-152). */
final class SaslLogin {

    /** Also so that nothing in it is nested deeper than our stack: Kafka's messages are read by regular expressions. */
    private static final int LONGEST_ANSWER = 4 << 10;

    private static final int MAX_MECHANISMS = 20;

    private final BrokerConnection broker;
    private final Login login;
    private final SaltedPasswords passwords;

    SaslLogin(BrokerConnection broker, Login login, SaltedPasswords passwords) {
        this.broker = broker;
        this.login = login;
        this.passwords = passwords;
    }

    void run() throws ProbeFailed, LoginRefused {
        agreeOnMechanism();
        switch (login.mechanism()) {
            case PLAIN -> plain();
            case SCRAM_SHA_256, SCRAM_SHA_512 -> scram();
        }
    }

    private void agreeOnMechanism() throws ProbeFailed, LoginRefused {
        short version = broker.version(ApiKeys.SASL_HANDSHAKE, 1, 1);
        SaslHandshakeResponse answer = broker.ask(
                new SaslHandshakeRequest.Builder(new SaslHandshakeRequestData()
                                .setMechanism(login.mechanism().wireName()))
                        .build(version),
                SaslHandshakeResponse.class,
                LONGEST_ANSWER,
                said -> said);
        switch (answer.error()) {
            case NONE -> {}
            case UNSUPPORTED_SASL_MECHANISM ->
                throw new LoginRefused(new LoginOutcome.MechanismNotOffered(offered(answer)));
            case ILLEGAL_SASL_STATE -> throw new LoginRefused(new LoginOutcome.MechanismNotOffered(List.of()));
            default ->
                throw new ProbeFailed(
                        ProbeFailure.PROTOCOL, "The broker answered the log-in with %s.".formatted(answer.error()));
        }
    }

    private static List<String> offered(SaslHandshakeResponse answer) {
        return answer.enabledMechanisms().stream()
                .limit(MAX_MECHANISMS)
                .map(Printable::of)
                .toList();
    }

    /** RFC 4616. */
    private void plain() throws ProbeFailed, LoginRefused {
        String token = "\0" + login.username() + "\0" + login.password().reveal();
        authenticate(token.getBytes(StandardCharsets.UTF_8));
    }

    private void scram() throws ProbeFailed, LoginRefused {
        ScramExchange exchange = new ScramExchange(login);
        byte[] challenge = authenticate(exchange.first());
        try {
            ScramExchange.Proof proof = exchange.prove(challenge, passwords, broker.deadline());
            proof.verify(authenticate(proof.message()));
        } catch (SaslException | IllegalArgumentException | StackOverflowError failed) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker accepted the log-in without proving that it knows the user's password, as %s asks it to."
                            .formatted(login.mechanism().wireName()));
        }
    }

    private byte[] authenticate(byte[] token) throws ProbeFailed, LoginRefused {
        short version = broker.version(ApiKeys.SASL_AUTHENTICATE, 0, 2);
        SaslAuthenticateResponse answer;
        try {
            answer = broker.ask(
                    new SaslAuthenticateRequest.Builder(new SaslAuthenticateRequestData().setAuthBytes(token))
                            .build(version),
                    SaslAuthenticateResponse.class,
                    LONGEST_ANSWER,
                    said -> said);
        } catch (ProbeFailed failed) {
            if (failed.error().cause() == ProbeFailure.TIMEOUT) {
                throw failed;
            }
            // Credentials were sent: whatever this was, it may count as an attempt, and is to be the last one.
            throw new LoginRefused(new LoginOutcome.Refused(failed.error().detail()));
        }
        if (answer.error() == Errors.NONE) {
            return Objects.requireNonNullElse(answer.saslAuthBytes(), new byte[0]);
        }
        throw new LoginRefused(new LoginOutcome.Refused(withoutPassword(
                answer.error() == Errors.SASL_AUTHENTICATION_FAILED && answer.errorMessage() != null
                        ? answer.errorMessage()
                        : answer.error().message())));
    }

    /** With PLAIN the broker knows the password, and a careless one might repeat it. */
    private String withoutPassword(String message) {
        String password = login.password().reveal();
        return Printable.of(password.isEmpty() ? message : message.replace(password, "***"));
    }
}
