package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "ClusterSecurity", description = "How to speak to the brokers, without the secrets.")
public record SecurityView(
        @Schema(description = "Kafka's security.protocol") ClusterSecurity.SecurityProtocol protocol,

        @Schema(description = "The SASL mechanism; null unless the protocol is SASL_*") @Nullable
        String mechanism,

        @Schema(description = "The user to log in as; null unless the protocol is SASL_*") @Nullable
        String username,

        @Schema(description = "PEM; null where the public authorities do") @Nullable
        String caCertificates,

        @Schema(description = "PEM; null where brokers ask for no certificate") @Nullable
        String clientCertificate) {}
