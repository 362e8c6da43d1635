package dev.postern.resolution;

import dev.postern.access.Caller;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a data plane asks that serves many tenants. */
@RestController
@Tag(name = "Resolver mappings", description = "Where clients really connect")
class FleetMappingController {

    private final FleetMappings mappings;

    FleetMappingController(FleetMappings mappings) {
        this.mappings = mappings;
    }

    @GetMapping("/api/v1/resolver-mappings")
    @Operation(
            operationId = "listResolverMappings",
            summary = "Read the mappings of all tenants that changed since",
            description =
                    "For the operator, and for a `DATA_PLANE` token that is not of one tenant. Without `after` it "
                            + "begins with everything there is; keep the `after` of the last answer to be told of changes only. "
                            + "A page ends after about four megabytes, so that it may have fewer items than `limit` "
                            + "though `more` is true")
    MappingChanges changes(
            @Parameter(description = "`after` of the answer before; without it, from the start")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (Caller.current().tenantId() != null) {
            throw new PosternException(
                    ErrorKind.FORBIDDEN,
                    "This reads the mappings of all tenants, and the token is of one. "
                            + "Read a cluster's own resolver-mapping, or use a token of the operator.");
        }
        return mappings.changes(
                FleetCursor.parse(after), PageRequest.of(limit, null).limit());
    }
}
