package dev.postern.rotation;

import dev.postern.access.Caller;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.idempotency.IdempotentCreation;
import dev.postern.secrets.KeyRotationId;
import dev.postern.secrets.KeyRotations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(KeyRotationController.PATH)
@Tag(name = "Secret keys", description = "The operator's: the key that stored secrets are encrypted with")
class KeyRotationController {

    static final String PATH = "/api/v1/secret-key-rotations";

    private final KeyRotations rotations;
    private final IdempotentCreation idempotency;

    KeyRotationController(KeyRotations rotations, IdempotentCreation idempotency) {
        this.rotations = rotations;
        this.idempotency = idempotency;
    }

    @PostMapping
    @Operation(
            operationId = "createSecretKeyRotation",
            summary = "Encrypt all stored secrets with a new key",
            description = "The rotation goes on by itself, while everything is served; read it to see how far it is. "
                    + "There is one at a time: while one is under way, that one is the answer")
    ResponseEntity<KeyRotationView> start(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        KeyRotationView started = idempotency.create(
                key,
                "POST " + PATH,
                Map.of(),
                () -> KeyRotationView.of(rotations.start(Caller.current().actor())),
                KeyRotationView::id,
                id -> KeyRotationView.of(rotations.get(KeyRotationId.of(id))));
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(PATH + "/" + started.id()))
                .body(started);
    }

    @GetMapping
    @Operation(operationId = "listSecretKeyRotations", summary = "List rotations of the key, the newest first")
    Page<KeyRotationView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rotations.list(PageRequest.of(limit, cursor)).map(KeyRotationView::of);
    }

    @GetMapping("/{rotationId}")
    @Operation(operationId = "getSecretKeyRotation", summary = "Read a rotation and how far it is")
    KeyRotationView get(@Parameter(description = "The rotation's id") @PathVariable KeyRotationId rotationId) {
        return KeyRotationView.of(rotations.get(rotationId));
    }
}
