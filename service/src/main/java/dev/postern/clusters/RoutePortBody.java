package dev.postern.clusters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RoutePort", description = "To which listener port a route leads.")
record RoutePortBody(
        @Schema(description = "How the port is found")
        @NotNull(message = "is required: FIXED, SAME, NODE_ID_PLUS or TUNNEL")
        Kind kind,

        @Schema(
                description = "The port with FIXED, what is added to the node id with NODE_ID_PLUS; absent otherwise",
                example = "9001",
                minimum = "0",
                maximum = "65535")
        @Nullable
        Integer value) {

    @Schema(
            name = "RoutePortKind",
            description =
                    "FIXED: the given port. SAME: the port that the broker advertises. NODE_ID_PLUS: the broker's "
                            + "node id and the given offset. TUNNEL: the port that Postern allots, over SSH connections only.")
    enum Kind {
        FIXED,
        SAME,
        NODE_ID_PLUS,
        TUNNEL
    }

    static RoutePortBody of(RoutePort port) {
        return switch (port) {
            case RoutePort.Fixed fixed -> new RoutePortBody(Kind.FIXED, fixed.port());
            case RoutePort.Same same -> new RoutePortBody(Kind.SAME, null);
            case RoutePort.NodeIdPlus plus -> new RoutePortBody(Kind.NODE_ID_PLUS, plus.offset());
            case RoutePort.Tunnel tunnel -> new RoutePortBody(Kind.TUNNEL, null);
        };
    }
}
