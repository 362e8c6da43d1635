package dev.postern.onboarding;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.ClusterOutline;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "A cluster that leads over a connection.")
record OnboardingCluster(
        @Schema(description = "The cluster's id") ClusterId id,

        @Schema(description = "What people call it") String name) {

    static OnboardingCluster of(ClusterOutline outline) {
        return new OnboardingCluster(outline.cluster().id(), outline.cluster().name());
    }
}
