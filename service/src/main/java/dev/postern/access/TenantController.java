package dev.postern.access;

import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.TenantId;
import dev.postern.http.Conditional;
import dev.postern.http.MergePatch;
import dev.postern.idempotency.IdempotentCreation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/tenants")
@Tag(name = "Tenants", description = "The operator's customers")
class TenantController {

    private final TenantService tenants;
    private final IdempotentCreation idempotency;
    private final MergePatch patches;

    TenantController(TenantService tenants, IdempotentCreation idempotency, MergePatch patches) {
        this.tenants = tenants;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    @PostMapping
    @Operation(operationId = "createTenant", summary = "Make a tenant")
    ResponseEntity<TenantView> create(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody TenantCreate request) {
        TenantView tenant = idempotency.create(
                key,
                "POST /api/v1/tenants",
                request,
                () -> tenants.create(request),
                TenantView::id,
                id -> tenants.get(TenantId.of(id)));
        return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenant.id()))
                .eTag(etag(tenant))
                .body(tenant);
    }

    @GetMapping
    @Operation(operationId = "listTenants", summary = "List the tenants")
    Page<TenantView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return tenants.list(PageRequest.of(limit, cursor));
    }

    @GetMapping("/{tenantId}")
    @Operation(operationId = "getTenant", summary = "Read a tenant")
    ResponseEntity<TenantView> get(@PathVariable TenantId tenantId) {
        return answer(tenants.get(tenantId));
    }

    @PatchMapping(path = "/{tenantId}", consumes = MergePatch.MEDIA_TYPE)
    @Operation(operationId = "patchTenant", summary = "Change a tenant")
    ResponseEntity<TenantView> patch(
            @PathVariable TenantId tenantId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = TenantCreate.class)))
                    @RequestBody
                    JsonNode patch) {
        return answer(tenants.change(
                tenantId,
                Conditional.expectedVersion(ifMatch),
                present -> patches.apply(present, patch, TenantCreate.class)));
    }

    @DeleteMapping("/{tenantId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteTenant",
            summary = "Delete a tenant",
            description = "Refused while the tenant has connections or clusters, unless `cascade` is true")
    void delete(
            @PathVariable TenantId tenantId,
            @Parameter(description = "Whether to delete what the tenant holds, too")
                    @RequestParam(defaultValue = "false")
                    boolean cascade) {
        tenants.delete(tenantId, cascade);
    }

    private static ResponseEntity<TenantView> answer(TenantView tenant) {
        return ResponseEntity.ok().eTag(etag(tenant)).body(tenant);
    }

    private static String etag(TenantView tenant) {
        return Conditional.etag(tenant.version(), tenant.revision());
    }
}
