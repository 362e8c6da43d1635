package dev.postern.clusters;

import dev.postern.foundation.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(name = "ClusterSecurityCreate", description = "How to speak to the brokers. Secrets go in and never come out.")
record SecurityBody(
        @Schema(
                description = "Kafka's security.protocol",
                allowableValues = {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"})
        @NotNull(message = "is required: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL")
        @Size(max = 64, message = "is one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL")
        String protocol,

        @Schema(
                description = "The SASL mechanism; null unless the protocol is SASL_*",
                allowableValues = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"})
        @Size(max = 64, message = "is one of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512")
        @Nullable
        String mechanism,

        @Schema(description = "The user to log in as; null unless the protocol is SASL_*")
        @Size(min = 1, max = 255, message = "has 1 to {max} characters")
        @Nullable
        String username,

        @Schema(
                description =
                        "The user's password, 1 to 1024 characters. Never in an answer; in a patch, absent keeps it unless the patch changes who gets to see it",
                accessMode = Schema.AccessMode.WRITE_ONLY,
                maxLength = SecurityParser.MAX_PASSWORD)
        @Nullable
        Secret password,

        @Schema(
                description = "Certificates, as PEM, of the authorities that sign the brokers' certificates; null for "
                        + "the public ones. Only with SSL and SASL_SSL")
        @Size(max = Pem.MAX_LENGTH, message = "has at most {max} characters")
        @Nullable
        String caCertificates,

        @Schema(
                description = "The certificate, as PEM, that brokers ask a client for, with its chain; null if they do "
                        + "not. Only with SSL and SASL_SSL")
        @Size(max = Pem.MAX_LENGTH, message = "has at most {max} characters")
        @Nullable
        String clientCertificate,

        @Schema(
                description = "The private key of the client certificate: PEM, PKCS#8, not encrypted. Never in an "
                        + "answer; in a patch, absent keeps it unless the patch changes who gets to see it",
                accessMode = Schema.AccessMode.WRITE_ONLY,
                maxLength = Pem.MAX_LENGTH)
        @Nullable
        Secret clientKey) {}
