package dev.postern.resolution;

import dev.postern.connections.ConnectionId;
import dev.postern.foundation.HostPort;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "MappingEntry", description = "Where to really connect for the address of one broker.")
public record MappingEntry(
        @Schema(description = "The broker's node id; null for an address that no broker is known to advertise")
        @Nullable
        Integer nodeId,

        @Schema(description = "The broker's rack; null where it has none, or is not known") @Nullable
        String rack,

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
