package dev.postern.connections;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Region", description = "A region that endpoints can be made in.")
record RegionView(
        @Schema(description = "The region", example = "us-east-1")
        String region,

        @Schema(description = "Ids of the zones that the operator has subnets in", example = "[\"use1-az1\"]")
        List<String> availabilityZones) {}
