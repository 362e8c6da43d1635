package dev.postern.sandbox.kafka;

import java.util.Map;

/** A Kafka client's properties for logging in as the sandbox's user. */
final class LogIn {
    private LogIn() {}

    static Map<String, String> plain(String password) {
        return with("PLAIN", password);
    }

    static Map<String, String> with(String mechanism, String password) {
        return with(mechanism, KafkaBrokers.DEFAULT_USER, password);
    }

    static Map<String, String> with(String mechanism, String user, String password) {
        var module = mechanism.equals("PLAIN")
                ? "org.apache.kafka.common.security.plain.PlainLoginModule"
                : "org.apache.kafka.common.security.scram.ScramLoginModule";
        return Map.of(
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";".formatted(module, user, password));
    }
}
