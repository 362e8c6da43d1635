package dev.postern.clusters;

import dev.postern.foundation.Names;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
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
@RequestMapping("/api/v1/tenants/{tenantId}/clusters")
@Tag(name = "Clusters", description = "A tenant's Kafka clusters, and which way each broker takes")
class ClusterController {

    private final ClusterService clusters;
    private final IdempotentCreation idempotency;

    ClusterController(ClusterService clusters, IdempotentCreation idempotency) {
        this.clusters = clusters;
        this.idempotency = idempotency;
    }

    @PostMapping
    @Operation(operationId = "createCluster", summary = "Make a cluster")
    ResponseEntity<ClusterView> create(
            @PathVariable TenantId tenantId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ClusterCreate request) {
        String path = "/api/v1/tenants/" + tenantId + "/clusters";
        ClusterIntent intent = ClusterParser.parse(request, StoredSecrets.NONE);
        ClusterView cluster = idempotency.create(
                key,
                "POST " + path,
                request,
                () -> clusters.create(intent),
                ClusterView::id,
                id -> clusters.get(ClusterId.of(id)));
        return ResponseEntity.created(URI.create(path + "/" + cluster.id()))
                .eTag(etag(cluster))
                .body(cluster);
    }

    @GetMapping
    @Operation(
            operationId = "listClusters",
            summary = "List the tenant's clusters",
            description = "A page ends after about a megabyte, so it may have fewer items than asked for though others"
                    + " follow: the last page is the one without a nextCursor")
    Page<ClusterView> list(
            @PathVariable TenantId tenantId,
            @Parameter(description = "Only the cluster of this name, without regard to case")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (name != null && !name.matches(Names.PATTERN)) {
            throw PosternException.invalid("name", Names.RULE);
        }
        return clusters.list(PageRequest.of(limit, cursor), name);
    }

    @GetMapping("/{clusterId}")
    @Operation(operationId = "getCluster", summary = "Read a cluster")
    ResponseEntity<ClusterView> get(@PathVariable TenantId tenantId, @PathVariable ClusterId clusterId) {
        return answer(clusters.get(clusterId));
    }

    @PatchMapping(path = "/{clusterId}", consumes = MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "patchCluster",
            summary = "Change a cluster",
            description = "Routes are replaced as a whole. A secret that the patch leaves out is kept,"
                    + " unless the patch changes to whom or how it is shown")
    ResponseEntity<ClusterView> patch(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ClusterCreate.class)))
                    @RequestBody
                    JsonNode patch) {
        return answer(clusters.patch(clusterId, patch, Conditional.expectedVersion(ifMatch)));
    }

    @DeleteMapping("/{clusterId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteCluster",
            summary = "Delete a cluster",
            description = "Its connections stay. Its clients lose their way in at once")
    void delete(
            @PathVariable TenantId tenantId,
            @PathVariable ClusterId clusterId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        clusters.delete(clusterId, Conditional.expectedVersion(ifMatch));
    }

    private static ResponseEntity<ClusterView> answer(ClusterView cluster) {
        return ResponseEntity.ok().eTag(etag(cluster)).body(cluster);
    }

    private static String etag(ClusterView cluster) {
        return Conditional.etag(cluster.version(), cluster.revision());
    }
}
