package dev.postern.clusters;

import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "ClusterCreate", description = "A cluster to be made.")
record ClusterCreate(
        @Schema(description = "The cluster's name; unique in its tenant, without regard to case", example = "orders")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @ArraySchema(
                arraySchema =
                        @Schema(description = "The addresses that clients are configured with, as they know them"),
                schema = @Schema(description = "host:port", example = "b-1.kafka.acme.internal:9092"))
        @NotNull(message = "is required: the addresses that clients are configured with")
        @Size(min = 1, max = MAX_BOOTSTRAP, message = "has {min} to {max} addresses")
        List<@Nullable String> bootstrap,

        @Schema(description = "How to speak to the brokers")
        @NotNull(message = "is required, for example {\"protocol\": \"PLAINTEXT\"}")
        @Valid
        SecurityBody security,

        @Schema(description = "The way for bootstrap names of their own; null where the routes cover them")
        @Valid
        @Nullable
        BootstrapRouteBody bootstrapRoute,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Rules in order; the first that matches wins, and no match means no way in. A "
                                                + "patch replaces them as a whole"),
                schema = @Schema(implementation = RouteBody.class))
        @NotNull(message = "is required; an empty list lets no broker through")
        @Size(max = MAX_ROUTES, message = "has at most {max} routes; a * or a range covers many brokers with one")
        List<@Valid @Nullable RouteBody> routes) {

    static final int MAX_BOOTSTRAP = 50;
    static final int MAX_ROUTES = 500;
}
