package dev.postern.resolution;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        name = "BootstrapEntry",
        description = "Where to really connect for a bootstrap address that no broker is known to advertise.")
public record BootstrapEntry(
        @Schema(description = "The host that clients know") String host,
        @Schema(description = "The port that clients know") int port,

        @Schema(description = "The DNS name or address to connect to")
        String targetHost,

        @Schema(description = "The port to connect to") int targetPort,

        @Schema(description = "The connection that it leads through")
        ConnectionId connectionId) {

    public HostPort address() {
        return new HostPort(host, port);
    }

    public HostPort target() {
        return new HostPort(targetHost, targetPort);
    }
}
