package dev.postern.onboarding;

import dev.postern.clusters.ClusterId;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.connections.NextAction;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Onboarding", description = "What is done, what comes next, and the texts that it takes.")
record OnboardingView(
        @Schema(description = "The connection that it is about")
        ConnectionId connectionId,

        @Schema(description = "By which kind of path") ConnectionKind kind,

        @ArraySchema(
                arraySchema =
                        @Schema(description = "The clusters that lead over the connection, some at most, by name"),
                schema = @Schema(implementation = OnboardingCluster.class))
        List<OnboardingCluster> clusters,

        @Schema(
                description =
                        "That of them which the last steps and the settings of clients are about; null where there is none")
        @Nullable
        ClusterId clusterId,

        @Schema(description = "Whether every step is done") boolean done,

        @ArraySchema(
                arraySchema = @Schema(description = "In their order; a later one may be done before an earlier one"),
                schema = @Schema(implementation = StepView.class))
        List<StepView> steps,

        @Schema(
                description =
                        "What the one who acts next has to do, that of the connection as long as that is what waits; null "
                                + "where nobody but Postern or AWS has anything to do")
        @Nullable
        NextAction nextAction,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Texts to copy; none of a connection that is being deleted, or is deleted"),
                schema = @Schema(implementation = KitItem.class))
        List<KitItem> kit) {}
