package dev.postern.connections;

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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/connections")
@Tag(name = "Connections", description = "Private paths into a tenant's network")
class ConnectionController {

    private final ConnectionService connections;
    private final ConnectionHistory history;
    private final IdempotentCreation idempotency;
    private final MergePatch patches;

    ConnectionController(
            ConnectionService connections,
            ConnectionHistory history,
            IdempotentCreation idempotency,
            MergePatch patches) {
        this.connections = connections;
        this.history = history;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    @PostMapping
    @Operation(
            operationId = "createConnection",
            summary = "Make a connection",
            description = "Records what is wanted and answers at once; the connection's phase tells how far it is")
    ResponseEntity<ConnectionView> create(
            @PathVariable TenantId tenantId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody ConnectionCreate request) {
        ConnectionView connection = idempotency.create(
                key,
                "POST " + path(tenantId),
                request,
                () -> ConnectionView.of(connections.create(request)),
                ConnectionView::id,
                id -> ConnectionView.of(connections.get(ConnectionId.of(id))));
        return ResponseEntity.created(URI.create(path(tenantId) + "/" + connection.id()))
                .eTag(etag(connection))
                .body(connection);
    }

    @GetMapping
    @Operation(operationId = "listConnections", summary = "List the connections, but for deleted ones")
    Page<ConnectionView> list(
            @PathVariable TenantId tenantId,
            @Parameter(description = "Only those in this phase") @RequestParam(required = false) @Nullable
                    ConnectionPhase phase,
            @Parameter(description = "Only those of this kind") @RequestParam(required = false) @Nullable
                    ConnectionKind kind,
            @Parameter(description = "Only those that wait for this one") @RequestParam(required = false) @Nullable
                    WaitingOn waitingOn,
            @Parameter(description = "Only those with this in their name, in whatever case")
                    @RequestParam(required = false)
                    @Nullable
                    String name,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return connections
                .list(new ConnectionFilter(phase, kind, waitingOn, name), PageRequest.of(limit, cursor))
                .map(ConnectionView::of);
    }

    @GetMapping("/{connectionId}")
    @Operation(
            operationId = "getConnection",
            summary = "Read a connection",
            description = "A deleted one stays readable for 30 days")
    ResponseEntity<ConnectionView> get(@PathVariable TenantId tenantId, @PathVariable ConnectionId connectionId) {
        return answer(HttpStatus.OK, connections.get(connectionId));
    }

    @PatchMapping(path = "/{connectionId}", consumes = MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "patchConnection",
            summary = "Change a connection",
            description =
                    "The name at any time; service and zones only as long as there is no endpoint. A patch of the "
                            + "bastion has it connected anew")
    ResponseEntity<ConnectionView> patch(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(oneOf = {PrivateLinkPatch.class, BastionPatch.class})))
                    @RequestBody
                    JsonNode patch) {
        return answer(
                HttpStatus.OK, connections.change(connectionId, Conditional.expectedVersion(ifMatch), edit(patch)));
    }

    @DeleteMapping("/{connectionId}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "deleteConnection",
            summary = "Delete a connection",
            description = "Its name is free at once; what it has in AWS is taken down behind the answer. Refused while "
                    + "a cluster uses the connection")
    ResponseEntity<ConnectionView> delete(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(HttpStatus.ACCEPTED, connections.delete(connectionId, Conditional.expectedVersion(ifMatch)));
    }

    @PostMapping("/{connectionId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "retryConnection",
            summary = "Try again",
            description = "Leaves `FAILED`, `ENDPOINT_REJECTED` and `ENDPOINT_EXPIRED`; refused in any other state")
    ResponseEntity<ConnectionView> retry(@PathVariable TenantId tenantId, @PathVariable ConnectionId connectionId) {
        return answer(HttpStatus.ACCEPTED, connections.retry(connectionId));
    }

    @PutMapping("/{connectionId}/claim-waiver")
    @Operation(
            operationId = "waiveClaim",
            summary = "Let a connection use a service that another connection has",
            description = "The operator's: whoever may use a service through Postern reaches the cluster behind it")
    ResponseEntity<ConnectionView> waiveClaim(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @Valid @RequestBody ClaimWaiver waiver) {
        return answer(HttpStatus.OK, connections.waiveClaim(connectionId, waiver));
    }

    @PostMapping("/{connectionId}/host-key")
    @Operation(
            operationId = "approveHostKey",
            summary = "Approve the host key that a bastion shows",
            description =
                    "From then on the bastion may show that key and no other. Compare the fingerprint with that on "
                            + "the bastion itself: whoever answers in its place shows one, too")
    ResponseEntity<ConnectionView> approveHostKey(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @Valid @RequestBody ApprovedFingerprint approval) {
        return answer(HttpStatus.OK, connections.approveHostKey(connectionId, approval));
    }

    @PostMapping("/{connectionId}/keys/rotate")
    @Operation(
            operationId = "rotateBastionKeys",
            summary = "Rotate the key pairs of a bastion",
            description = "Drops the first pair, puts the second in its place and makes a new one. Clients that are "
                    + "connected stay so. Refused until the second key was seen to log in")
    ResponseEntity<ConnectionView> rotateKeys(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @Parameter(description = "Though the second key was never seen to log in")
                    @RequestParam(defaultValue = "false")
                    boolean force) {
        return answer(HttpStatus.OK, connections.rotateKeys(connectionId, force));
    }

    @GetMapping(path = "/{connectionId}/onboarding/authorized-keys", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            operationId = "getAuthorizedKeys",
            summary = "The lines for authorized_keys on a bastion",
            description = "They permit connections to the brokers that clusters route through the bastion, and nothing "
                    + "else: another broker makes other lines")
    String authorizedKeys(@PathVariable TenantId tenantId, @PathVariable ConnectionId connectionId) {
        return connections.authorizedKeys(connectionId);
    }

    @GetMapping("/{connectionId}/history")
    @Operation(operationId = "listConnectionHistory", summary = "What has become of a connection, newest first")
    Page<HistoryView> history(
            @PathVariable TenantId tenantId,
            @PathVariable ConnectionId connectionId,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return history.of(connectionId, PageRequest.of(limit, cursor));
    }

    private ConnectionEdit edit(JsonNode patch) {
        return new ConnectionEdit() {
            @Override
            public <T> T apply(T present, Class<T> type) {
                return patches.apply(present, patch, type);
            }
        };
    }

    private static ResponseEntity<ConnectionView> answer(HttpStatus status, Connection connection) {
        ConnectionView view = ConnectionView.of(connection);
        return ResponseEntity.status(status).eTag(etag(view)).body(view);
    }

    private static String etag(ConnectionView connection) {
        return Conditional.etag(connection.version(), connection.revision());
    }

    private static String path(TenantId tenantId) {
        return "/api/v1/tenants/" + tenantId + "/connections";
    }
}
