package dev.postern.audit;

import dev.postern.access.Caller;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit", description = "Who did what, and who was denied what")
class AuditController {

    private static final String FROM = "Only what happened at this time or later, such as 2026-11-22T09:30:00Z";
    private static final String TO = "Only what happened before this time";
    private static final String ACTOR = "Only what this actor did: a token's id, `reconciler`, `postern`";
    private static final String ACTION = "Only this action, such as `connection.updated`";
    private static final String RESOURCE = "Only what was done to the resource of this id";
    private static final String OUTCOME = "Only what came to be, or only what was denied";

    private final AuditQueries entries;

    AuditController(AuditQueries entries) {
        this.entries = entries;
    }

    @GetMapping("/api/v1/tenants/{tenantId}/audit")
    @Operation(operationId = "listTenantAudit", summary = "Who did what to the tenant's resources, newest first")
    Page<AuditEntryView> ofTenant(
            @PathVariable TenantId tenantId,
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = ACTOR) @RequestParam(required = false) @Nullable String actor,
            @Parameter(description = ACTION) @RequestParam(required = false) @Nullable String action,
            @Parameter(description = RESOURCE) @RequestParam(required = false) @Nullable String resourceId,
            @Parameter(description = OUTCOME) @RequestParam(required = false) @Nullable AuditOutcome outcome,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AuditFilter filter = new AuditFilter(from, to, actor, action, resourceId, null, outcome);
        Page<AuditEntryView> page = entries.ofTenant(tenantId, filter, PageRequest.of(limit, cursor));
        return Caller.current().tenantId() == null ? page : page.map(AuditEntryView::withoutOriginOfOperator);
    }

    @GetMapping("/api/v1/audit")
    @Operation(operationId = "listAudit", summary = "Who did what, of all tenants and of the operator, newest first")
    Page<AuditEntryView> ofAll(
            @Parameter(description = FROM) @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = TO) @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = ACTOR) @RequestParam(required = false) @Nullable String actor,
            @Parameter(description = ACTION) @RequestParam(required = false) @Nullable String action,
            @Parameter(description = RESOURCE) @RequestParam(required = false) @Nullable String resourceId,
            @Parameter(name = "tenantId", description = "Only what is of this tenant, which may be deleted")
                    @RequestParam(required = false)
                    @Nullable
                    String tenantId,
            @Parameter(description = OUTCOME) @RequestParam(required = false) @Nullable AuditOutcome outcome,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        AuditFilter filter = new AuditFilter(from, to, actor, action, resourceId, tenantId, outcome);
        return entries.ofAll(filter, PageRequest.of(limit, cursor));
    }
}
