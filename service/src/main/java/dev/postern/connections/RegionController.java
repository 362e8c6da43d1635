package dev.postern.connections;

import dev.postern.foundation.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Regions", description = "Where endpoints can be made")
class RegionController {

    private final ServedRegions regions;

    RegionController(ServedRegions regions) {
        this.regions = regions;
    }

    @GetMapping("/api/v1/regions")
    @Operation(operationId = "listRegions", summary = "List the regions served, with their zone ids")
    Page<RegionView> list() {
        return new Page<>(regions.list(), null);
    }
}
