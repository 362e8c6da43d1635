package dev.postern.clusters.spi;

import dev.postern.foundation.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How to speak to the brokers of one cluster.
 *
 * @param login null unless the protocol is {@code SASL_*}
 * @param caCertificates PEM; null for the JVM's own trust anchors, or where there is no TLS
 * @param clientCertificate null unless the brokers ask for one
 */
public record ClusterSecurity(
        SecurityProtocol protocol,
        @Nullable Login login,
        @Nullable String caCertificates,
        @Nullable ClientCertificate clientCertificate) {

    public ClusterSecurity {
        if (protocol.sasl() != (login != null)) {
            throw new IllegalArgumentException(
                    "a log-in goes with SASL_PLAINTEXT and SASL_SSL, and only with them; the protocol is " + protocol);
        }
    }

    /** Kafka's {@code security.protocol}. */
    public enum SecurityProtocol {
        PLAINTEXT,
        SSL,
        SASL_PLAINTEXT,
        SASL_SSL;

        public boolean tls() {
            return this == SSL || this == SASL_SSL;
        }

        public boolean sasl() {
            return this == SASL_PLAINTEXT || this == SASL_SSL;
        }
    }

    /** The SASL mechanisms that we speak. */
    public enum SaslMechanism {
        PLAIN("PLAIN"),
        SCRAM_SHA_256("SCRAM-SHA-256"),
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String wireName;

        SaslMechanism(String wireName) {
            this.wireName = wireName;
        }

        /** The name that Kafka knows it by, and our API too. */
        public String wireName() {
            return wireName;
        }
    }

    /** A user of the cluster. */
    public record Login(SaslMechanism mechanism, String username, Secret password) {}

    /**
     * For brokers that ask the client for a certificate.
     *
     * @param chain PEM, leaf first
     * @param privateKey PEM, PKCS#8, not encrypted
     */
    public record ClientCertificate(String chain, Secret privateKey) {}
}
