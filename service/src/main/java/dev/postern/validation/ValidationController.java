package dev.postern.validation;

import dev.postern.access.Caller;
import dev.postern.clusters.ClusterId;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.TenantId;
import dev.postern.idempotency.IdempotentCreation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/clusters/{clusterId}/validations")
@Tag(name = "Validations", description = "Proof, broker by broker, that the mapping leads where it says")
class ValidationController {

    private final ValidationService validations;
    private final IdempotentCreation idempotency;

    ValidationController(ValidationService validations, IdempotentCreation idempotency) {
        this.validations = validations;
        this.idempotency = idempotency;
    }

    @PostMapping
    @Operation(
            operationId = "createValidation",
            summary = "Validate a cluster",
            description =
                    "The run goes on by itself; read it to see the checks as they end. One at a time for a cluster")
    ResponseEntity<ValidationView> start(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        String path = "/api/v1/tenants/%s/clusters/%s/validations".formatted(tenantId, clusterId);
        ValidationView started = idempotency.create(
                key,
                "POST " + path,
                Map.of(),
                () -> validations.start(clusterId, Caller.current().actor()),
                ValidationView::id,
                id -> validations.get(clusterId, ValidationId.of(id), null));
        return ResponseEntity.created(URI.create(path + "/" + started.id())).body(started);
    }

    @GetMapping
    @Operation(operationId = "listValidations", summary = "List a cluster's validations, the newest first")
    Page<ValidationSummary> list(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return validations.list(clusterId, PageRequest.of(limit, cursor));
    }

    @GetMapping("/{validationId}")
    @Operation(
            operationId = "getValidation",
            summary = "Read a validation with its checks",
            description = "As many checks as make about half a megabyte: of most clusters all")
    ValidationView get(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @PathVariable ValidationId validationId,
            @RequestParam(required = false) @Nullable String cursor) {
        return validations.get(
                clusterId, validationId, PageRequest.of(null, cursor).after());
    }
}
