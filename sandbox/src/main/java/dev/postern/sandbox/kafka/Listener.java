package dev.postern.sandbox.kafka;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** A listener of every broker, by the security that it speaks. */
public enum Listener {
    PLAINTEXT(SecurityProtocol.PLAINTEXT, 9092),
    SSL(SecurityProtocol.SSL, 9093),
    SASL_SSL(SecurityProtocol.SASL_SSL, 9094),
    SASL_PLAINTEXT(SecurityProtocol.SASL_PLAINTEXT, 9095),

    /** Replication between the brokers, and administration by the sandbox: advertised as the loopback address it is. */
    INTERNAL(SecurityProtocol.PLAINTEXT, 0);

    private static final List<Listener> EXTERNAL =
            Stream.of(values()).filter(listener -> listener != INTERNAL).toList();

    private static final List<Listener> WITH_TLS = List.of(SSL, SASL_SSL);

    private final SecurityProtocol protocol;
    private final int advertisedPort;

    Listener(SecurityProtocol protocol, int advertisedPort) {
        this.protocol = protocol;
        this.advertisedPort = advertisedPort;
    }

    /** The listeners that are advertised under a name that does not resolve. */
    public static List<Listener> external() {
        return EXTERNAL;
    }

    static List<Listener> withTls() {
        return WITH_TLS;
    }

    /** The {@code security.protocol} that a client needs here. */
    public SecurityProtocol protocol() {
        return protocol;
    }

    /**
     * The port that goes with the advertised name, the same on every broker.
     *
     * @throws IllegalStateException for {@link #INTERNAL}, which advertises the port that it listens on
     */
    public int advertisedPort() {
        if (this == INTERNAL) {
            throw new IllegalStateException("INTERNAL has no advertised port of its own");
        }
        return advertisedPort;
    }

    /** How Kafka prefixes a property that is meant for this listener only. */
    String propertyPrefix() {
        return "listener.name." + name().toLowerCase(Locale.ROOT) + ".";
    }
}
