package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "BootstrapRoute",
        description = "The way for bootstrap names of their own, which no broker advertises. Over TLS every broker's "
                + "certificate must carry such a name.")
record BootstrapRouteBody(
        @Schema(description = "Through which connection they are reached") @NotNull(message = "is required")
        ConnectionId connectionId,

        @Schema(description = "The listener there that any broker answers on", example = "9091")
        @Min(value = 1, message = "is a listener port from 1 to 65535")
        @Max(value = 65535, message = "is a listener port from 1 to 65535")
        int port) {

    static @Nullable BootstrapRouteBody of(@Nullable BootstrapRoute route) {
        return route == null ? null : new BootstrapRouteBody(route.connectionId(), route.port());
    }
}
