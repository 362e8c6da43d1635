package dev.postern.clusters;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Cluster", description = "A Kafka cluster of a tenant.")
record ClusterView(
        @Schema(description = "The cluster's id") ClusterId id,
        @Schema(description = "The cluster's name") String name,

        @ArraySchema(
                arraySchema = @Schema(description = "The addresses that clients are configured with"),
                schema = @Schema(description = "host:port"))
        List<String> bootstrap,

        @Schema(description = "How to speak to the brokers") SecurityView security,

        @Schema(description = "The way for bootstrap names of their own; null where the routes cover them") @Nullable
        BootstrapRouteBody bootstrapRoute,

        @ArraySchema(
                arraySchema = @Schema(description = "Rules in order; the first that matches wins"),
                schema = @Schema(implementation = RouteBody.class))
        List<RouteBody> routes,

        @Schema(description = "What the last validation found")
        ClusterHealth health,

        @Schema(description = "Whether it is healthy, but some broker's identity could not be proven")
        boolean unproven,

        @Schema(description = "When the validation ended that found it; null before the first") @Nullable
        Instant validatedAt,

        @Schema(description = "Counts the changes of intent; the ETag begins with it")
        long version,

        @Schema(hidden = true) @JsonIgnore long revision,
        @Schema(description = "When the cluster was made") Instant createdAt,

        @Schema(description = "When the cluster last changed, its health included")
        Instant updatedAt) {}
