package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Topology", description = "What a cluster says of itself.")
record TopologyView(
        @Schema(description = "The cluster's id here") ClusterId clusterId,

        @Schema(description = "The cluster's own id; null before it first answered") @Nullable
        String kafkaClusterId,

        @ArraySchema(
                arraySchema = @Schema(description = "The brokers that it advertises, by node id"),
                schema = @Schema(implementation = TopologyBroker.class))
        List<TopologyBroker> brokers,

        @Schema(description = "When it last answered; null before the first time") @Nullable
        Instant observedAt,

        @Schema(description = "Why the last look brought nothing; null if it brought metadata") @Nullable
        Failure failure,

        @Schema(
                description =
                        "Another cluster that answers in this one's place; null if none does. The mapping is kept "
                                + "as it was before")
        @Nullable
        Other otherCluster) {

    @Schema(name = "TopologyFailure", description = "Why a look at the cluster brought nothing.")
    record Failure(
            @Schema(description = "When it failed") Instant at,

            @Schema(description = "On which rung; null where nobody could be asked") @Nullable
            ProbeFailure cause,

            @Schema(description = "What happened, in words") String detail) {}

    @Schema(name = "OtherCluster", description = "A cluster that answers in the place of another.")
    record Other(
            @Schema(description = "The id that it answers with")
            String kafkaClusterId,

            @Schema(description = "When it last did") Instant seenAt,
            @Schema(description = "What to do about it") String remedy) {}

    private static final String REMEDY = "A listener leads to another cluster: check the routes, and the target groups "
            + "behind the connection's load balancer. If the cluster was really made anew, delete it here and create it "
            + "again.";

    static TopologyView of(ClusterId cluster, Topology topology) {
        LookFailure failure = topology.failure();
        OtherCluster other = topology.otherCluster();
        return new TopologyView(
                cluster,
                topology.kafkaClusterId(),
                topology.brokers().stream().map(TopologyBroker::of).toList(),
                topology.observedAt(),
                failure == null ? null : new Failure(failure.at(), failure.cause(), failure.detail()),
                other == null ? null : new Other(other.kafkaClusterId(), other.seenAt(), REMEDY));
    }
}
