package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.dialling.Deadline;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.scram.internals.ScramFormatter;
import org.apache.kafka.common.security.scram.internals.ScramMechanism;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ClientFinalMessage;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ClientFirstMessage;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ServerFinalMessage;
import org.apache.kafka.common.security.scram.internals.ScramMessages.ServerFirstMessage;

/**
 * RFC 5802; both sides prove that they know the password, and neither shows it. Kafka's own messages and formulas; but its
 * client would compute the salted password for each connection, and wherever it is called.
 */
final class ScramExchange {

    /** As much as Kafka itself allows (KIP-554): a broker could keep one of our processors busy for hours otherwise. */
    private static final int MAX_ITERATIONS = 16_384;

    private static final int MAX_DIGITS = 5;
    private static final Pattern ITERATIONS = Pattern.compile("(?:^|,)i=0*([0-9]+)");
    private static final byte[] NO_CHANNEL_BINDING = "n,,".getBytes(StandardCharsets.UTF_8);

    private final Login login;
    private final ScramMechanism mechanism;
    private final ScramFormatter formatter;
    private final ClientFirstMessage first;

    /** Who asks, and what the broker has to prove then. */
    record Proof(byte[] message, byte[] serverSignature) {

        /** Throws {@link SaslException} unless the broker knows the password too. */
        void verify(byte[] answer) throws SaslException {
            ServerFinalMessage last = new ServerFinalMessage(answer);
            if (last.error() != null || !MessageDigest.isEqual(last.serverSignature(), serverSignature)) {
                throw new SaslException("no proof of the server's");
            }
        }
    }

    ScramExchange(Login login) {
        this.login = login;
        this.mechanism = SaltedPasswords.mechanism(login);
        try {
            this.formatter = new ScramFormatter(mechanism);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("this JVM lacks a digest that every JVM has", cause);
        }
        this.first = new ClientFirstMessage(
                ScramFormatter.saslName(login.username()), formatter.secureRandomString(), Map.of());
    }

    byte[] first() {
        return first.toBytes();
    }

    /** The answer to the broker's challenge. */
    Proof prove(byte[] challenge, SaltedPasswords passwords, Deadline deadline) throws ProbeFailed, SaslException {
        checkIterations(challenge);
        ServerFirstMessage asked = new ServerFirstMessage(challenge);
        if (!asked.nonce().startsWith(first.nonce()) || asked.iterations() < mechanism.minIterations()) {
            throw new SaslException("an answer to something else, or too few iterations");
        }
        byte[] salted = passwords.of(login, asked.salt(), asked.iterations(), deadline);
        ClientFinalMessage last = new ClientFinalMessage(NO_CHANNEL_BINDING, asked.nonce());
        try {
            last.proof(formatter.clientProof(salted, first, asked, last));
            return new Proof(
                    last.toBytes(), formatter.serverSignature(formatter.serverKey(salted), first, asked, last));
        } catch (InvalidKeyException none) {
            throw new SaslException("no key", none);
        }
    }

    /** However the number is written: Kafka's message reads leading zeros. */
    static void checkIterations(byte[] challenge) throws ProbeFailed {
        Matcher iterations = ITERATIONS.matcher(new String(challenge, StandardCharsets.UTF_8));
        while (iterations.find()) {
            String number = iterations.group(1);
            if (number.length() > MAX_DIGITS || Integer.parseInt(number) > MAX_ITERATIONS) {
                throw new ProbeFailed(
                        ProbeFailure.PROTOCOL,
                        "The broker asks for %s SCRAM iterations; we compute at most %d, as many as Kafka itself allows. Have the user's password set anew with fewer."
                                .formatted(Printable.of(number), MAX_ITERATIONS));
            }
        }
    }
}
