package dev.postern.clusters;

import dev.postern.connections.ConnectionId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(name = "Route", description = "A rule that sends a broker address through a connection, to a port.")
record RouteBody(
        @Schema(description = "Which brokers the route is for")
        @NotNull(message = "is required: {\"address\": ...} or {\"nodeIds\": ...}")
        @Valid
        RouteMatchBody match,

        @Schema(description = "Through which connection they are reached") @NotNull(message = "is required")
        ConnectionId connectionId,

        @Schema(description = "On which listener port there")
        @NotNull(message = "is required, for example {\"kind\": \"FIXED\", \"value\": 9001}")
        @Valid
        RoutePortBody port,

        @Schema(
                description = "The id of the availability zone whose endpoint name is used; null for the regional name",
                example = "use1-az1")
        @Size(min = 1, max = 64, message = "is a zone ID such as use1-az1, or null for the regional name")
        @Nullable
        String availabilityZone) {

    static RouteBody of(Route route) {
        return new RouteBody(
                RouteMatchBody.of(route.match()),
                route.connectionId(),
                RoutePortBody.of(route.port()),
                route.availabilityZone());
    }
}
