package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient;

/** Logs in once over a connection (KIP-43, KIP-152). */
final class SaslLogin {

    /** Kafka itself allows 16,384; without a limit of ours a broker could keep one of our processors busy for hours. */
    private static final int MAX_SCRAM_ITERATIONS = 100_000;

    private static final int MAX_DIGITS = 6;

    private static final Pattern ITERATIONS = Pattern.compile("(?:^|,)i=0*([0-9]+)");
    private static final int LONGEST_ANSWER = 4 << 10;
    private static final int MAX_ROUNDS = 4;
    private static final int MAX_MECHANISMS = 20;

    private final BrokerConnection broker;
    private final Login login;

    SaslLogin(BrokerConnection broker, Login login) {
        this.broker = broker;
        this.login = login;
    }

    void run() throws ProbeFailed, LoginRefused {
        agreeOnMechanism();
        switch (login.mechanism()) {
            case PLAIN -> plain();
            case SCRAM_SHA_256 -> scram(ScramMechanism.SCRAM_SHA_256);
            case SCRAM_SHA_512 -> scram(ScramMechanism.SCRAM_SHA_512);
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

    /** RFC 5802; both sides prove that they know the password, and neither shows it. */
    private void scram(ScramMechanism mechanism) throws ProbeFailed, LoginRefused {
        try {
            SaslClient client = new ScramSaslClient(mechanism, this::answer);
            byte[] challenge = {};
            for (int round = 0; !client.isComplete() && round < MAX_ROUNDS; round++) {
                checkIterations(challenge);
                byte[] response = client.evaluateChallenge(challenge);
                if (client.isComplete()) {
                    return;
                }
                challenge = authenticate(response);
            }
            if (!client.isComplete()) {
                throw new SaslException("no end");
            }
        } catch (SaslException | IllegalSaslStateException | IllegalArgumentException failed) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker accepted the log-in without proving that it knows the user's password, as %s asks it to."
                            .formatted(login.mechanism().wireName()));
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JVM lacks a digest that every JVM has", cause);
        }
    }

    /** However the number is written: Kafka's client reads leading zeros, and would compute for hours. */
    static void checkIterations(byte[] challenge) throws ProbeFailed {
        Matcher iterations = ITERATIONS.matcher(new String(challenge, StandardCharsets.UTF_8));
        while (iterations.find()) {
            String number = iterations.group(1);
            if (number.length() > MAX_DIGITS || Integer.parseInt(number) > MAX_SCRAM_ITERATIONS) {
                throw new ProbeFailed(
                        ProbeFailure.PROTOCOL,
                        "The broker asks for %s SCRAM iterations; we compute at most %d."
                                .formatted(Printable.of(number), MAX_SCRAM_ITERATIONS));
            }
        }
    }

    private void answer(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(login.username());
                case PasswordCallback password ->
                    password.setPassword(login.password().reveal().toCharArray());
                case ScramExtensionsCallback extensions -> {} // none
                default -> throw new UnsupportedCallbackException(callback);
            }
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
