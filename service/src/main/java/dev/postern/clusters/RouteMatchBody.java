package dev.postern.clusters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RouteMatch", description = "Which brokers a route is for: exactly one of the two fields.")
record RouteMatchBody(
        @Schema(
                description = "host:port of one broker, or of many with up to ten * for any run of characters",
                example = "*.use1-az4.kafka.acme.internal:9092")
        @Size(max = AddressPattern.MAX_LENGTH, message = "has at most {max} characters")
        @Nullable
        String address,

        @Schema(
                description = "Node ids: numbers and ranges. Does not apply before the cluster's first metadata",
                example = "4-6,9")
        @Size(max = NodeIds.MAX_LENGTH, message = "has at most {max} characters; divide them over several routes")
        @Nullable
        String nodeIds) {

    static RouteMatchBody of(RouteMatch match) {
        return switch (match) {
            case RouteMatch.ByAddress address ->
                new RouteMatchBody(address.pattern().text(), null);
            case RouteMatch.ByNodeId nodeId ->
                new RouteMatchBody(null, nodeId.nodeIds().text());
        };
    }
}
