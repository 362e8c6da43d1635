package dev.postern.resolution;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why an address has no way in. */
@Schema(
        name = "UnroutableReason",
        description =
                "NO_ROUTE: no route covers the address. PORT_CONFLICT: another broker of the cluster has the same "
                        + "target, or the same address. CONNECTION_NOT_AVAILABLE: the connection that the route leads through "
                        + "has no endpoint, or none in the route's zone.")
public enum UnroutableReason {
    NO_ROUTE,
    PORT_CONFLICT,
    CONNECTION_NOT_AVAILABLE
}
