package dev.postern.resolution;

import dev.postern.foundation.HostPort;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "UnroutableBroker", description = "An address without a way in. Clients must not connect to it.")
public record UnroutableBroker(
        @Schema(description = "The broker's node id; null for a bootstrap address that no broker is known to advertise")
        @Nullable
        Integer nodeId,

        @Schema(description = "The host that clients know") String host,
        @Schema(description = "The port that clients know") int port,
        @Schema(description = "Why it has none") UnroutableReason reason) {

    public HostPort address() {
        return new HostPort(host, port);
    }
}
