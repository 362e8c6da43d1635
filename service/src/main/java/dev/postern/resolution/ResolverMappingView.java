package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "ResolverMapping",
        description = "Where the clients of a cluster really connect. An address that stands neither in entries nor in "
                + "bootstrap has no way in: clients must not fall back to it.")
record ResolverMappingView(
        @Schema(description = "The cluster that the mapping is of")
        ClusterId clusterId,

        @Schema(description = "Grows by one when anything but itself and generatedAt changes, and never otherwise")
        long version,

        @Schema(description = "When this version began") Instant generatedAt,

        @Schema(description = "The cluster's own id; null before its first metadata") @Nullable
        String kafkaClusterId,

        @ArraySchema(
                arraySchema = @Schema(description = "The brokers that the cluster advertises, by node id"),
                schema = @Schema(implementation = MappingEntry.class))
        List<MappingEntry> entries,

        @ArraySchema(
                arraySchema = @Schema(description = "Bootstrap addresses that no broker is known to advertise"),
                schema = @Schema(implementation = BootstrapEntry.class))
        List<BootstrapEntry> bootstrap,

        @ArraySchema(
                arraySchema = @Schema(description = "Brokers and bootstrap addresses without a way in"),
                schema = @Schema(implementation = UnroutableBroker.class))
        List<UnroutableBroker> unroutable) {

    static ResolverMappingView of(ResolverMapping mapping) {
        MappingContent content = mapping.content();
        return new ResolverMappingView(
                mapping.clusterId(),
                mapping.version(),
                mapping.generatedAt(),
                content.kafkaClusterId(),
                content.entries(),
                content.bootstrap(),
                content.unroutable());
    }
}
